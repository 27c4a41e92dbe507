import { Container, Flex, Text } from '@backstage/ui';
import { StartCard } from './StartCard';
import styles from './HomePage.module.css';

/** Says what this portal is and leads to the two things one can do first. */
export function HomePage() {
  return (
    <Container className={styles.page}>
      <Flex direction="column" gap="8">
        <Flex direction="column" gap="3" className={styles.introduction}>
          <Text as="h1" variant="title-medium" weight="bold">
            Stateful services, from form to healthy
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            Create a Redis service here and get a production-ready Helm and
            Terraform repository for it. From then on its catalog page says how
            the service really is: which member runs which revision on which
            volume, what blocks the rollout, and what to do about it.
          </Text>
        </Flex>
        <div className={styles.cards}>
          <StartCard
            title="See the examples"
            text="Services in plainly different states: one rolls out, one is held by a partition, one is caught in the trap that blocks a rollback, one waits for a volume."
            action="Open the catalog"
            to="/catalog?filters[kind]=component&filters[user]=all"
          />
          <StartCard
            title="Create a service"
            text="Fill in a short form, get the repository, and watch the members start one by one on the page of the new service."
            action="Create"
            to="/create"
          />
          <StartCard
            title="Use your own cluster"
            text="Stop the portal and start it with a kubeconfig. Every context in it becomes a cluster, and nothing is written to it."
            command="npm start -- --kubeconfig FILE"
          />
        </div>
      </Flex>
    </Container>
  );
}
