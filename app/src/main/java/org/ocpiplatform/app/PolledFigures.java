package org.ocpiplatform.app;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.bson.Document;
import org.ocpiplatform.contract.deliveries.DeliveryState;
import org.ocpiplatform.contract.incoming.IncomingStage;
import org.ocpiplatform.contract.kafka.KafkaQuery.ShowKafka;
import org.ocpiplatform.contract.kafka.KafkaStatus;
import org.ocpiplatform.contract.outgoing.OutgoingStage;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartners;
import org.ocpiplatform.contract.partners.PartnerView;
import org.ocpiplatform.contract.projections.ProjectionQuery.ListProjections;
import org.ocpiplatform.contract.projections.ProjectionStatus;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.read.kafka.KafkaSettings;
import org.ocpiplatform.write.incoming.IncomingRequestSaga;
import org.ocpiplatform.write.outgoing.OutgoingRequestSaga;
import org.ocpiplatform.write.reservations.ReservationSaga;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Figures that a store must be asked for, which happens every ten seconds beside the requests and never while somebody
 * reads metrics. Those of a store that does not answer are absent, and {@code ocpi.store.up} says why.
 */
@Component
final class PolledFigures implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(PolledFigures.class);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Later than that after its time a task is overdue; the scheduler looks twice a second. */
    private static final int OVERDUE_SECONDS = 10;

    private static final String STATE = "state";
    private static final String STAGE = "stage";
    private static final List<String> INCOMING = List.of(IncomingStage.RECEIVED.name(), IncomingStage.FORWARDED.name());
    private static final List<String> OUTGOING = List.of(OutgoingStage.REQUESTED.name(), OutgoingStage.ACCEPTED.name());

    private static final List<String> SAGAS = Stream.of(
                    IncomingRequestSaga.class, OutgoingRequestSaga.class, ReservationSaga.class)
            .map(Class::getSimpleName)
            .toList();

    private final MeterRegistry meters;
    private final EventStoreState engine;
    private final EventLog log;
    private final StoreConfiguration.EventStorePool pool;
    private final MongoDatabase readStore;
    private final QueryGateway queries;
    private final EventProcessingConfiguration processors;
    private final boolean kafka;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private final Map<String, Integer> up = new ConcurrentHashMap<>();
    private volatile Set<String> projectionNames = Set.of();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().daemon().name("figures-", 0).factory());

    PolledFigures(
            MeterRegistry meters,
            EventStoreState engine,
            EventLog log,
            StoreConfiguration.EventStorePool pool,
            MongoDatabase readStore,
            QueryGateway queries,
            EventProcessingConfiguration processors,
            ObjectProvider<KafkaSettings> kafka,
            Clock clock) {
        this.meters = meters;
        this.engine = engine;
        this.log = log;
        this.pool = pool;
        this.readStore = readStore;
        this.queries = queries;
        this.processors = processors;
        this.kafka = kafka.getIfAvailable() != null;
        this.clock = clock;
        gauge("ocpi.store.up", "Whether a store answers: 1 yes, 0 no");
        gauge("ocpi.processor.lag", "Events that a projection or an automation of this node has not come to");
        gauge("ocpi.processor.lag.seconds", "Age of the first event that it has not come to");
        gauge("ocpi.processor.failing", "Whether it fails and tries again: 1 yes, 0 no");
        gauge("ocpi.projection.dead.letters", "Events that a projection could not apply and has set aside");
        gauge("ocpi.projection.rebuilding", "Whether a projection is made anew on this node: 1 yes, 0 no");
        gauge("ocpi.deliveries", "Objects that a partner could not be told of, or is still to be told of again");
        gauge("ocpi.remote.requests", "Commands and requests about charging profiles that have not ended");
        gauge("ocpi.sagas", "Sagas that have not ended");
        gauge("ocpi.tasks", "Tasks of the scheduler that run, wait for their time, or should have run by now");
        gauge("ocpi.tasks.failing", "Tasks that failed when they last ran");
        gauge("ocpi.partner", "1 for each partner, to join its name to other figures");
        gauge("ocpi.kafka.lag", "Events that are not published yet");
    }

    private void gauge(String name, String description) {
        gauges.put(name, MultiGauge.builder(name).description(description).register(meters));
    }

    private void show(String name, List<Row<Number>> rows) {
        MultiGauge gauge = gauges.get(name);
        if (gauge != null) {
            gauge.register(rows.stream().<Row<?>>map(row -> row).toList(), true);
        }
    }

    private static Row<Number> row(Number value, String... tags) {
        return Row.of(Tags.of(tags), value);
    }

    /** Begins when there is something to look at. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        every(this::lookAtEventStore);
        every(this::lookAtReadStore);
        every(this::lookAtProcessors);
    }

    private void every(Runnable look) {
        threads.scheduleWithFixedDelay(look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Look source, String... names) {
        try {
            source.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("There are no figures of {}", List.of(names), e);
            hide(names);
        }
    }

    private void hide(String... names) {
        for (String name : names) {
            show(name, List.of());
        }
    }

    @FunctionalInterface
    private interface Look {
        void take() throws Exception;
    }

    private void up(String store, boolean answers) {
        up.put(store, answers ? 1 : 0);
        show(
                "ocpi.store.up",
                up.entrySet().stream()
                        .map(known -> row(known.getValue(), "store", known.getKey()))
                        .toList());
    }

    private void lookAtEventStore() {
        if (!engine.isHealthy()) {
            hide("ocpi.sagas", "ocpi.tasks", "ocpi.tasks.failing");
            up("events", false);
            return;
        }
        up("events", true);
        look(this::lookAtSagas, "ocpi.sagas");
        look(this::lookAtTasks, "ocpi.tasks", "ocpi.tasks.failing");
    }

    private void lookAtSagas() throws SQLException {
        Map<String, Long> open = new LinkedHashMap<>();
        SAGAS.forEach(saga -> open.put(saga, 0L));
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT saga_type, count(*) FROM sagas GROUP BY saga_type");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                String type = result.getString(1);
                open.put(type.substring(type.lastIndexOf('.') + 1), result.getLong(2));
            }
        }
        show(
                "ocpi.sagas",
                open.entrySet().stream()
                        .map(saga -> row(saga.getValue(), "saga", saga.getKey()))
                        .toList());
    }

    private void lookAtTasks() throws SQLException {
        List<Row<Number>> tasks = new ArrayList<>();
        List<Row<Number>> failing = new ArrayList<>();
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("""
                    SELECT task_name,
                        count(*) FILTER (WHERE picked),
                        count(*) FILTER (WHERE NOT picked AND execution_time >= now() - make_interval(secs => ?)),
                        count(*) FILTER (WHERE NOT picked AND execution_time < now() - make_interval(secs => ?)),
                        count(*) FILTER (WHERE consecutive_failures > 0)
                    FROM scheduled_tasks GROUP BY task_name\
                    """)) {
            query.setDouble(1, OVERDUE_SECONDS);
            query.setDouble(2, OVERDUE_SECONDS);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    String task = result.getString(1);
                    tasks.add(row(result.getLong(2), "task", task, STATE, "running"));
                    tasks.add(row(result.getLong(3), "task", task, STATE, "waiting"));
                    tasks.add(row(result.getLong(4), "task", task, STATE, "overdue"));
                    failing.add(row(result.getLong(5), "task", task));
                }
            }
        }
        show("ocpi.tasks", tasks);
        show("ocpi.tasks.failing", failing);
    }

    private void lookAtReadStore() {
        if (!answers()) {
            hide("ocpi.partner", "ocpi.deliveries", "ocpi.remote.requests");
            up("documents", false);
            return;
        }
        up("documents", true);
        look(this::lookAtPartners, "ocpi.partner", "ocpi.deliveries");
        look(this::lookAtRequests, "ocpi.remote.requests");
    }

    private boolean answers() {
        try {
            readStore.runCommand(new Document("ping", 1));
            return true;
        } catch (RuntimeException e) {
            LOG.debug("The read store does not answer", e);
            return false;
        }
    }

    private void lookAtPartners() throws Exception {
        List<PartnerView> partners = all(new ListPartners(), PartnerView.class);
        List<Row<Number>> shown = new ArrayList<>();
        List<Row<Number>> deliveries = new ArrayList<>();
        for (PartnerView partner : partners) {
            String id = partner.id().value();
            String parties = partner.roles().stream()
                    .map(role -> role.countryCode().key() + "-" + role.partyId().key())
                    .distinct()
                    .collect(Collectors.joining(" "));
            shown.add(row(
                    1,
                    "partner",
                    id,
                    "name",
                    partner.name(),
                    "parties",
                    parties,
                    STATE,
                    partner.state().name()));
            for (DeliveryState state : List.of(DeliveryState.PENDING, DeliveryState.FAILED)) {
                long number = readStore
                        .getCollection("deliveries")
                        .countDocuments(and(eq("partner", id), eq(STATE, state.name())));
                deliveries.add(row(number, "partner", id, STATE, state.name().toLowerCase(Locale.ROOT)));
            }
        }
        show("ocpi.partner", shown);
        show("ocpi.deliveries", deliveries);
    }

    private void lookAtRequests() {
        List<Row<Number>> rows = new ArrayList<>();
        INCOMING.forEach(stage -> rows.add(open("incoming_requests", "incoming", stage)));
        OUTGOING.forEach(stage -> rows.add(open("outgoing_requests", "outgoing", stage)));
        show("ocpi.remote.requests", rows);
    }

    private Row<Number> open(String collection, String direction, String stage) {
        long number = readStore.getCollection(collection).countDocuments(eq(STAGE, stage));
        return row(number, "direction", direction, STATE, stage);
    }

    private void lookAtProcessors() {
        look(this::lookAtProjections, "ocpi.projection.dead.letters", "ocpi.projection.rebuilding");
        look(this::lookAtLag, "ocpi.processor.lag", "ocpi.processor.lag.seconds", "ocpi.processor.failing");
        if (kafka) {
            look(this::lookAtKafka, "ocpi.kafka.lag");
        }
    }

    /** Only of those that work on this node: the others' positions are known where they work. */
    private void lookAtLag() {
        Set<String> projections = projectionNames;
        List<Row<Number>> lag = new ArrayList<>();
        List<Row<Number>> seconds = new ArrayList<>();
        List<Row<Number>> failing = new ArrayList<>();
        processors.eventProcessors().forEach((name, any) -> {
            if (any instanceof StreamingEventProcessor processor) {
                OptionalLong position = processor.processingStatus().values().stream()
                        .mapToLong(segment -> segment.getCurrentPosition().orElse(0))
                        .min();
                String[] tags = {"processor", name, "kind", projections.contains(name) ? "projection" : "automation"};
                if (position.isPresent()) {
                    long behind = Math.max(0, engine.headPosition() - position.getAsLong());
                    lag.add(row(behind, tags));
                    seconds.add(row(behind == 0 ? 0 : age(position.getAsLong() + 1), tags));
                }
                boolean fails = processor.isError()
                        || processor.processingStatus().values().stream().anyMatch(EventTrackerStatus::isErrorState);
                failing.add(row(fails ? 1 : 0, tags));
            }
        });
        show("ocpi.processor.lag", lag);
        show("ocpi.processor.lag.seconds", seconds);
        show("ocpi.processor.failing", failing);
    }

    private double age(long position) {
        return log.at(position)
                .map(event ->
                        Duration.between(event.occurredAt(), clock.instant()).toMillis() / 1000.0)
                .map(age -> Math.max(0, age))
                .orElse(0.0);
    }

    private void lookAtProjections() throws Exception {
        List<ProjectionStatus> projections = all(new ListProjections(), ProjectionStatus.class);
        projectionNames = projections.stream().map(ProjectionStatus::name).collect(Collectors.toUnmodifiableSet());
        show(
                "ocpi.projection.dead.letters",
                projections.stream()
                        .map(projection -> row(projection.deadLetters(), "projection", projection.name()))
                        .toList());
        show(
                "ocpi.projection.rebuilding",
                projections.stream()
                        .map(projection -> row(projection.percent() == null ? 0 : 1, "projection", projection.name()))
                        .toList());
    }

    private void lookAtKafka() throws Exception {
        KafkaStatus status = queries.query(new ShowKafka(), ResponseTypes.instanceOf(KafkaStatus.class))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        show("ocpi.kafka.lag", List.of(row(status.lag())));
    }

    private <R> List<R> all(Object query, Class<R> type) throws Exception {
        return queries.query(query, ResponseTypes.multipleInstancesOf(type))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
