import java.io.BufferedReader;
import java.io.FileReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The client of the drills; what it says and hears is written down in writer.mjs. On "look" it prints "cluster {JSON}" with
 * how many controllers vote, which of them leads, how many partitions lack a copy, and, if there is one, who leads partition 0
 * of its topic.
 * Argument: a file of client properties.
 */
public class NumberedWriter {
  private static final String TOPIC = "drill";
  private static final int PARTITIONS = 3;
  private static final Map<String, String> PATIENCE = Map.of("default.api.timeout.ms", "5000", "request.timeout.ms", "3000");

  private final String file;
  private final Set<Long> acknowledged = new HashSet<>();
  private Admin admin;
  private volatile boolean isPaused;
  private volatile boolean isWriting;

  private NumberedWriter(String file) {
    this.file = file;
  }

  public static void main(String[] arguments) throws Exception {
    NumberedWriter writer = new NumberedWriter(arguments[0]);
    Thread listener = new Thread(writer::listen);
    listener.setDaemon(true);
    listener.start();
    writer.makeTopic();
    writer.write();
  }

  private Properties properties(Map<String, String> more) throws Exception {
    Properties properties = new Properties();
    try (FileReader reader = new FileReader(file)) {
      properties.load(reader);
    }
    properties.putAll(more);
    return properties;
  }

  /** With the copies that the brokers give by default. */
  private void makeTopic() throws Exception {
    for (;;) {
      try (Admin admin = Admin.create(properties(PATIENCE))) {
        admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty()))).all().get();
        return;
      } catch (ExecutionException | KafkaException failure) {
        // The names of the brokers resolve once the first of them has started.
        if (failure.getCause() instanceof TopicExistsException) return;
        Thread.sleep(1000);
      }
    }
  }

  private void write() throws Exception {
    long number = 0;
    KafkaProducer<String, String> producer = null;
    for (;;) {
      if (isPaused) {
        isWriting = false;
        Thread.sleep(20);
        continue;
      }
      isWriting = true;
      number++;
      try {
        if (producer == null) producer = openProducer();
        producer.send(new ProducerRecord<>(TOPIC, (int) (number % PARTITIONS), null, Long.toString(number))).get();
        synchronized (acknowledged) {
          acknowledged.add(number);
        }
        System.out.println("ack " + number + " " + System.currentTimeMillis());
        // As runWriter.mjs does.
        Thread.sleep(100);
      } catch (ExecutionException | RuntimeException failure) {
        System.err.println("number " + number + ": " + failure.getMessage());
        // A password that was changed is read again.
        if (producer != null) producer.close(Duration.ZERO);
        producer = null;
        Thread.sleep(50);
      }
    }
  }

  private KafkaProducer<String, String> openProducer() throws Exception {
    return new KafkaProducer<>(
        properties(
            Map.of(
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "0",
                "request.timeout.ms", "5000",
                "delivery.timeout.ms", "60000",
                "max.block.ms", "30000",
                "reconnect.backoff.max.ms", "500")),
        new StringSerializer(),
        new StringSerializer());
  }

  private Set<Long> missing() throws Exception {
    Set<Long> wanted;
    synchronized (acknowledged) {
      wanted = new HashSet<>(acknowledged);
    }
    Map<String, String> settings = new HashMap<>(Map.of("auto.offset.reset", "earliest", "max.poll.records", "10000"));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties(settings), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          java.util.stream.IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(TOPIC, each)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> wanted.remove(Long.parseLong(record.value())));
      }
    }
    return wanted;
  }

  private String verify() {
    try {
      isPaused = true;
      while (isWriting) Thread.sleep(20);
      return "verified [" + missing().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")) + "]";
    } catch (Exception failure) {
      return "failed " + failure.getMessage();
    } finally {
      isPaused = false;
    }
  }

  private String look() {
    try {
      if (admin == null) admin = Admin.create(properties(PATIENCE));
      QuorumInfo quorum = admin.describeMetadataQuorum().quorumInfo().get();
      Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
      long underReplicated =
          topics.values().stream()
              .flatMap(topic -> topic.partitions().stream())
              .filter(partition -> partition.isr().size() < partition.replicas().size())
              .count();
      TopicDescription own = topics.get(TOPIC);
      String leader =
          own == null || own.partitions().get(0).leader() == null ? "" : ", \"leader\": " + own.partitions().get(0).leader().id();
      return "cluster {\"voters\": "
          + quorum.voters().size()
          + ", \"controller\": "
          + quorum.leaderId()
          + ", \"underReplicated\": "
          + underReplicated
          + leader
          + "}";
    } catch (Exception failure) {
      // A password that was changed is read again.
      if (admin != null) admin.close(Duration.ZERO);
      admin = null;
      return "failed";
    }
  }

  private void listen() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in))) {
      for (String verb = lines.readLine(); verb != null; verb = lines.readLine()) {
        if (verb.equals("verify")) System.out.println(verify());
        if (verb.equals("look")) System.out.println(look());
        if (verb.equals("end")) System.exit(0);
      }
      System.exit(0);
    } catch (java.io.IOException failure) {
      System.exit(1);
    }
  }
}
