import { Look } from './look';
import styles from './tokens.module.css';

export interface StatusIconProps {
  readonly look: Look;
  /** Width and height in pixels. */
  readonly size: number;
}

/** The icon of a status in its colour. Silent to assistive technology: the text beside it says the same. */
export function StatusIcon({ look, size }: StatusIconProps) {
  const Icon = look.icon;
  return (
    <Icon
      aria-hidden
      size={size}
      className={`${styles.icon} ${styles[look.level]}`}
    />
  );
}
