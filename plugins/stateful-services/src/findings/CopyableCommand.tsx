import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import styles from './CopyableCommand.module.css';

export interface CopyableCommandProps {
  readonly command: string;
}

/** A command or snippet, and the button that copies it. */
export function CopyableCommand({ command }: CopyableCommandProps) {
  const [copied, copy] = useCopyToClipboard();
  const done = copied.value === command && !copied.error;
  return (
    <div className={styles.command}>
      {/* Long commands scroll, so the keyboard must reach them. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.text} tabIndex={0}>
        <code>{command}</code>
      </pre>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={done ? `Copied: ${command}` : `Copy: ${command}`}
        icon={done ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => copy(command)}
      />
    </div>
  );
}
