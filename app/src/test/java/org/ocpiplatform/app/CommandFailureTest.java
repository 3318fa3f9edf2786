package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.hub.PassOn;
import org.ocpiplatform.contract.sessions.SessionCommand.PutSession;

/** What a node tells another of a command that went wrong is understood as if it had gone wrong there. */
class CommandFailureTest {

    private final Serializer messages = EventsOnAxonServer.messages();

    @Test
    void aRejectionStaysOneWithItsCode() {
        RuntimeException understood = passed(new Rejection(Rejection.Code.STALE, "stale: it is older"));

        assertThat(understood).isInstanceOf(Rejection.class).hasMessage("stale: it is older");
        assertThat(((Rejection) understood).code()).isEqualTo(Rejection.Code.STALE);
    }

    @Test
    void whatIsOfferedInsteadIsTold() {
        RuntimeException understood = passed(Rejection.notOffered("not now", List.of("PUT", "DELETE")));

        assertThat(((Rejection) understood).offered()).containsExactly("PUT", "DELETE");
    }

    @Test
    void aLostRaceIsRepeatedAsElsewhere() {
        assertThat(passed(new IllegalStateException(new ConcurrencyException("taken"))))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void anUnknownAggregateIsNamed() {
        RuntimeException understood = passed(new AggregateNotFoundException("emsp:sessions:NL:TNM:S1", "unknown"));

        assertThat(understood).isInstanceOf(AggregateNotFoundException.class);
        assertThat(((AggregateNotFoundException) understood).getAggregateIdentifier())
                .isEqualTo("emsp:sessions:NL:TNM:S1");
    }

    @Test
    void everythingElseIsNotTakenForARejection() {
        assertThat(passed(new EventStoreException("away"))).isInstanceOf(EventStoreException.class);
        assertThat(passed(new IllegalArgumentException("a mistake"))).isInstanceOf(IllegalStateException.class);
        assertThat(CommandFailure.understood(new IllegalStateException("no connection")))
                .isInstanceOf(EventStoreException.class);
    }

    @Test
    void onlyCommandsAboutAggregatesAreRouted() {
        assertThat(RoutedCommandBus.isRouted(PutSession.class)).isTrue();
        assertThat(RoutedCommandBus.isRouted(PassOn.class)).isFalse();
    }

    @Test
    void emptyListsAndMapsArrive() {
        Holder passed = pass(new Holder(List.of(), Map.of(), null));

        assertThat(passed).isEqualTo(new Holder(List.of(), Map.of(), null));
    }

    record Holder(
            List<String> list,
            Map<String, String> map,
            @Nullable List<String> none) {}

    private RuntimeException passed(Throwable failure) {
        CommandFailure told =
                pass((CommandFailure) CommandFailure.told(failure).getDetails().orElseThrow());
        return CommandFailure.understood(new CommandExecutionException("told by a node", null, told));
    }

    private <T> T pass(T content) {
        SerializedObject<byte[]> written = messages.serialize(content, byte[].class);
        return messages.deserialize(written);
    }
}
