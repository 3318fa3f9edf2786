package org.ocpiplatform.write.chargepoints.simulated;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.chargepoints.ForwardRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestCommand.RecordReply;
import org.ocpiplatform.contract.locations.LocationCommand.PatchEvse;
import org.ocpiplatform.contract.locations.LocationEvent.EvsePatched;
import org.ocpiplatform.contract.locations.LocationFold;
import org.ocpiplatform.contract.locations.LocationParts;
import org.ocpiplatform.contract.privacy.KeysInMemory;
import org.ocpiplatform.contract.projections.ProjectionQuery.AwaitRevision;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestId;
import org.ocpiplatform.contract.sessions.SessionCommand.PatchSession;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;
import org.ocpiplatform.contract.sessions.SessionFold;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.EncodedJson;
import org.ocpiplatform.ocpi.locations.EvseStatus;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.sessions.SessionStatus;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.validation.Validation;
import org.ocpiplatform.write.Steps;
import org.ocpiplatform.write.chargepoints.ChargePointSettings;
import org.ocpiplatform.write.chargepoints.simulated.EvseRunner.Next;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The simulator with a scheduler, a clock and a platform of the test's. The platform keeps what a Session or a CDR may
 * not do; and the process may be killed before or after anything that outlives it.
 */
final class SimulatedWorld {

    private static final TaskData DATA = new TaskData(KeysInMemory.personalData());

    static final PartyId CPO = PartyId.of("NL", "TNM");

    final Map<RequestId, List<RemoteResult>> replies = new LinkedHashMap<>();
    final List<ActiveChargingProfile> announced = new ArrayList<>();
    Instant now = Instant.parse("2026-03-02T10:00:00Z");
    /** Number of the step at which the process is killed, once. */
    int killAt = -1;

    int steps;

    private final Map<ReplicaId, Object> objects = new LinkedHashMap<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final SimulatedChargePoints chargePoints;
    private final RequestRunner requests;
    private final EvseRunner evses;

    /** A task. */
    private static final class Row {
        final TaskInstance<?> instance;
        Instant at;
        Object data;
        boolean picked;

        Row(TaskInstance<?> instance, Instant at, Object data) {
            this.instance = instance;
            this.at = at;
            this.data = data;
        }
    }

    /** {@code kill -9}. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    SimulatedWorld(int speed) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        SchedulerClient scheduler = scheduler();
        Occupants occupants = new Occupants(() -> scheduler, DATA, clock);
        PlatformData data = platform();
        chargePoints = new SimulatedChargePoints(() -> scheduler, delay -> {}, DATA, clock);
        requests = new RequestRunner(
                data,
                occupants,
                new ChargePointSettings(null, null, URI.create("http://localhost"), BigDecimal.valueOf(speed)),
                clock);
        evses = new EvseRunner(data, clock);
    }

    private PlatformData platform() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        subscribe(bus, PutSession.class, command -> write(command.sessionId(), put(command)));
        subscribe(
                bus,
                PatchSession.class,
                command -> write(
                        command.sessionId(),
                        put(new PutSession(
                                command.sessionId(),
                                SessionFold.patch((Session) objects.get(command.sessionId()), command.patch())))));
        subscribe(bus, FileCdr.class, command -> {
            Object filed = objects.get(command.cdrId());
            if (filed != null && !filed.equals(command.cdr())) {
                throw Rejection.invalid("filed with other content");
            }
            return write(command.cdrId(), Validation.valid(command.cdr()));
        });
        subscribe(
                bus,
                PatchEvse.class,
                command -> write(
                        command.locationId(),
                        LocationFold.apply(
                                (Location) objects.get(command.locationId()),
                                new EvsePatched(command.locationId(), command.evseUid(), command.patch()))));
        subscribe(bus, PutActiveProfile.class, command -> {
            announced.add(Validation.valid(command.profile()));
            return new WriteResult(
                    WriteResult.Kind.UPDATED, command.activeProfileId().toString(), 1);
        });
        subscribe(bus, RecordReply.class, command -> {
            replies.computeIfAbsent(command.requestId(), id -> new ArrayList<>())
                    .add(command.result());
            return new WriteResult(WriteResult.Kind.UPDATED, command.requestId().value(), 1);
        });
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        queries.subscribe(AwaitRevision.class.getName(), Boolean.class, message -> true);
        queries.<Optional<CurrentObject>>subscribe(
                FindCurrentObject.class.getName(),
                ResolvableType.forClassWithGenerics(Optional.class, CurrentObject.class)
                        .getType(),
                message -> Optional.ofNullable(objects.get(((FindCurrentObject) message.getPayload()).id()))
                        .map(found -> new CurrentObject(EncodedJson.value(found), 1)));
        return new PlatformData(
                new Steps(DefaultCommandGateway.builder().commandBus(bus).build()),
                DefaultQueryGateway.builder().queryBus(queries).build());
    }

    private <C> void subscribe(SimpleCommandBus bus, Class<C> type, Function<C, WriteResult> handler) {
        bus.subscribe(type.getName(), message -> outliving(() -> handler.apply(type.cast(message.getPayload()))));
    }

    private Session put(PutSession command) {
        Session session = Validation.valid(command.session());
        Session current = (Session) objects.get(command.sessionId());
        if (current != null && !current.equals(session)) {
            if (session.lastUpdated().isBefore(current.lastUpdated())) {
                throw new Rejection(Rejection.Code.STALE, "stale");
            }
            if (current.status() == SessionStatus.COMPLETED) {
                throw Rejection.invalid("frozen");
            }
        }
        return session;
    }

    private WriteResult write(ReplicaId id, Object object) {
        objects.put(id, object);
        return new WriteResult(WriteResult.Kind.UPDATED, id.toString(), 1);
    }

    private <R> R outliving(Supplier<R> effect) {
        step();
        R result = effect.get();
        step();
        return result;
    }

    private void step() {
        if (steps++ == killAt) {
            throw new Killed();
        }
    }

    private SchedulerClient scheduler() {
        return (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (proxy, method, given) -> {
                    Object[] arguments = Objects.requireNonNull(given);
                    return switch (method.getName()) {
                        case "scheduleIfNotExists" -> outliving(() -> add((SchedulableInstance<?>) arguments[0]));
                        case "reschedule" ->
                            outliving(() -> reschedule(
                                    (TaskInstanceId) arguments[0],
                                    (Instant) arguments[1],
                                    arguments.length > 2 ? arguments[2] : null));
                        case "cancel" -> outliving(() -> rows.remove(free((TaskInstanceId) arguments[0])));
                        case "getScheduledExecution" ->
                            Optional.ofNullable(rows.get(key((TaskInstanceId) arguments[0])))
                                    .map(row -> execution(Object.class, row));
                        case "fetchScheduledExecutionsForTask" -> {
                            @SuppressWarnings("unchecked")
                            Consumer<Object> consumer = (Consumer<Object>) arguments[3];
                            rows.values().stream()
                                    .filter(row -> row.instance.getTaskName().equals(arguments[0]))
                                    .forEach(row -> consumer.accept(execution(String.class, row)));
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }

    private static <T> ScheduledExecution<T> execution(Class<T> type, Row row) {
        return new ScheduledExecution<>(
                type,
                new Execution(row.at, new TaskInstance<>(row.instance.getTaskName(), row.instance.getId(), row.data)));
    }

    private boolean add(SchedulableInstance<?> instance) {
        TaskInstance<?> task = instance.getTaskInstance();
        return rows.putIfAbsent(key(task), new Row(task, instance.getNextExecutionTime(now), task.getData())) == null;
    }

    private boolean reschedule(TaskInstanceId id, Instant at, @Nullable Object data) {
        Row row = Objects.requireNonNull(rows.get(free(id)));
        row.at = at;
        row.data = data == null ? row.data : data;
        return true;
    }

    private String free(TaskInstanceId id) {
        Row row = rows.get(key(id));
        if (row == null) {
            throw new TaskInstanceNotFoundException(id.getTaskName(), id.getId());
        }
        if (row.picked) {
            throw new TaskInstanceCurrentlyExecutingException(id.getTaskName(), id.getId());
        }
        return key(id);
    }

    private static String key(TaskInstanceId id) {
        return id.getTaskName() + "/" + id.getId();
    }

    /** Stores a location as its operator would. */
    SimulatedWorld with(Location location) {
        objects.put(new ReplicaId(Side.CPO, ObjectKind.LOCATION, location.party(), location.id()), location);
        return this;
    }

    SimulatedWorld with(Tariff tariff) {
        objects.put(new ReplicaId(Side.CPO, ObjectKind.TARIFF, tariff.owner(), tariff.id()), tariff);
        return this;
    }

    SimulatedWorld with(Session session) {
        objects.put(new ReplicaId(Side.CPO, ObjectKind.SESSION, session.owner(), session.id()), session);
        return this;
    }

    /** Hands over a request, again if the process is killed meanwhile, and has it carried out. */
    List<RemoteResult> ask(String id, RemoteOperation operation, ObjectNode content) {
        return ask(id, operation, content, now.plusSeconds(30));
    }

    /** The same with another deadline. */
    List<RemoteResult> ask(String id, RemoteOperation operation, ObjectNode content, Instant deadline) {
        ForwardRequest request = new ForwardRequest(new RequestId(id), operation, CPO, content, deadline, "corr-" + id);
        try {
            chargePoints.forward(request);
        } catch (Killed e) {
            chargePoints.forward(request);
        }
        pass(Duration.ofSeconds(1));
        return replies.getOrDefault(request.requestId(), List.of());
    }

    /** Lets time pass, and runs what is due meanwhile. */
    void pass(Duration duration) {
        Instant until = now.plus(duration);
        while (true) {
            Optional<Row> due = rows.values().stream()
                    .filter(row -> !row.at.isAfter(until))
                    .min(Comparator.comparing(row -> row.at));
            if (due.isEmpty()) {
                now = until;
                return;
            }
            Row row = due.get();
            now = row.at.isAfter(now) ? row.at : now;
            run(row);
        }
    }

    private void run(Row row) {
        row.picked = true;
        try {
            String task = row.instance.getTaskName();
            Optional<Next> next = Optional.empty();
            if (task.equals(SimulatedChargePoints.TASK.getTaskName())) {
                requests.run(DATA.read((String) row.data, ForwardRequest.class));
            } else if (task.equals(Occupants.TASK.getTaskName())) {
                next = evses.run(DATA.read((String) row.data, Occupant.class));
            }
            step();
            if (next.isPresent()) {
                row.at = next.get().at();
                row.data = DATA.written(next.get().occupant());
            } else {
                rows.remove(key(row.instance));
            }
        } catch (Killed | Occupants.Busy | Rejection e) {
            // As long as a killed process needs to come back, or a task that failed waits.
            row.at = now.plusSeconds(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            row.picked = false;
        }
    }

    /** Names of the tasks that are left. */
    List<String> tasks() {
        return List.copyOf(rows.keySet());
    }

    List<Session> sessions() {
        return all(Session.class);
    }

    List<Cdr> cdrs() {
        return all(Cdr.class);
    }

    EvseStatus status(String evseUid) {
        return Objects.requireNonNull(LocationParts.evse(all(Location.class).getFirst(), CiString.of(evseUid)))
                .status();
    }

    private <T> List<T> all(Class<T> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
