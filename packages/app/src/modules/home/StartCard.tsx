import {
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import styles from './HomePage.module.css';

type StartCardProps = {
  readonly title: string;
  readonly text: string;
} & (
  | { readonly action: string; readonly to: string }
  | { readonly command: string }
);

/** One thing that can be done first: a link to follow or a command to type. */
export function StartCard(props: StartCardProps) {
  return (
    <Card className={styles.card}>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
      </CardHeader>
      <CardBody>
        <Text as="p" variant="body-medium">
          {props.text}
        </Text>
      </CardBody>
      <CardFooter>
        {'to' in props ? (
          <ButtonLink href={props.to} variant="primary">
            {props.action}
          </ButtonLink>
        ) : (
          <code className={styles.command}>{props.command}</code>
        )}
      </CardFooter>
    </Card>
  );
}
