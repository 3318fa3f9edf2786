package org.ocpiplatform.write.pushes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordAcknowledgement;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RecordFailure;
import org.ocpiplatform.contract.deliveries.DeliveryCommand.RequestDelivery;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryAcknowledged;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryFailed;
import org.ocpiplatform.contract.deliveries.DeliveryEvent.DeliveryRequested;
import org.ocpiplatform.contract.deliveries.DeliveryId;
import org.ocpiplatform.contract.storage.StoredTypeSerializer;
import org.ocpiplatform.write.outbound.OutboundFailure;

class DeliveryAggregateTest {

    private static final DeliveryId ID = DeliveryId.parse("delivery:p1:cpo:cdrs:NL:TNM:C:1");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final AggregateTestFixture<DeliveryAggregate> fixture = new AggregateTestFixture<>(DeliveryAggregate.class);

    DeliveryAggregateTest() {
        fixture.registerInjectableResource(
                new PushSettings(List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)), Duration.ofMinutes(1)));
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void thePartnerIsRememberedToHaveTakenARevision() {
        fixture.givenNoPriorActivity()
                .when(new RecordAcknowledgement(ID, 0, "POST", "https://x.example/1"))
                .expectEvents(new DeliveryAcknowledged(ID, 0, "POST", 1, "https://x.example/1"));
    }

    @Test
    void whatIsOlderThanWhatThePartnerTookSaysNothing() {
        fixture.given(new DeliveryAcknowledged(ID, 5, "PUT", 1, null))
                .when(new RecordAcknowledgement(ID, 4, "PATCH", null))
                .expectNoEvents();
        fixture.given(new DeliveryAcknowledged(ID, 5, "PUT", 1, null))
                .when(failure(4, true))
                .expectNoEvents();
    }

    @Test
    void theSameRevisionMayBeDeliveredAgain() {
        fixture.given(new DeliveryAcknowledged(ID, 5, "PUT", 1, null), new DeliveryRequested(ID))
                .when(new RecordAcknowledgement(ID, 5, "PUT", null))
                .expectEvents(new DeliveryAcknowledged(ID, 5, "PUT", 1, null));
        fixture.given(new DeliveryAcknowledged(ID, 5, "PUT", 1, null), new DeliveryRequested(ID))
                .when(failure(5, true))
                .expectEvents(failed(5, 1, NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "1, 300", "2, 300", "50, 300"})
    void theNextAttemptComesLaterEachTime(int before, long seconds) {
        fixture.given(before == 0 ? List.of() : List.of(failed(0, before, NOW)))
                .when(failure(0, true))
                .expectEvents(failed(0, before + 1, NOW.plusSeconds(seconds)));
    }

    @ParameterizedTest
    @EnumSource(
            value = OutboundFailure.Reason.class,
            names = {"BUSY", "CIRCUIT_OPEN"})
    void whatWasHeldBackIsNoAttemptButPutsOffTheNext(OutboundFailure.Reason reason) {
        fixture.givenNoPriorActivity().when(heldBack(reason)).expectEvents(heldBack(reason, 0, NOW.plusSeconds(60)));
        fixture.given(failed(0, 1, NOW)).when(heldBack(reason)).expectEvents(heldBack(reason, 1, NOW.plusSeconds(300)));
        fixture.given(failed(0, 1, NOW), heldBack(reason, 1, NOW))
                .when(failure(0, true))
                .expectEvents(failed(0, 2, NOW.plusSeconds(300)));
        fixture.given(heldBack(reason, 0, NOW)).when(failure(0, true)).expectEvents(failed(0, 1, NOW.plusSeconds(300)));
        fixture.given(heldBack(reason, 0, NOW), heldBack(reason, 0, NOW))
                .when(new RecordAcknowledgement(ID, 0, "POST", null))
                .expectEvents(new DeliveryAcknowledged(ID, 0, "POST", 1, null));
        fixture.given(heldBack(reason, 0, NOW), new DeliveryAcknowledged(ID, 0, "POST", 1, null))
                .when(failure(1, true))
                .expectEvents(failed(1, 1, NOW.plusSeconds(60)));
    }

    @Test
    void aSnapshotOfBeforeStillReads() {
        var serializer = StoredTypeSerializer.create();
        SerializedObject<byte[]> now = serializer.serialize(new DeliveryAggregate(), byte[].class);

        DeliveryAggregate aggregate = serializer.deserialize(new SimpleSerializedObject<>(
                "{\"acknowledged\":7,\"failures\":2}".getBytes(UTF_8), byte[].class, now.getType()));

        assertThat(aggregate).extracting("acknowledged", "failures", "delays").containsExactly(7L, 2, 0);
    }

    @Test
    void aRefusalIsNotTriedAgainByItself() {
        fixture.givenNoPriorActivity().when(failure(3, false)).expectEvents(failed(3, 1, null));
    }

    @Test
    void attemptsAreCountedFromTheLastSuccess() {
        fixture.given(failed(0, 1, NOW), failed(0, 2, NOW))
                .when(new RecordAcknowledgement(ID, 0, "POST", null))
                .expectEvents(new DeliveryAcknowledged(ID, 0, "POST", 3, null));
        fixture.given(failed(0, 2, NOW), new DeliveryAcknowledged(ID, 0, "POST", 3, null))
                .when(failure(1, false))
                .expectEvents(failed(1, 1, null));
    }

    @Test
    void aDeliveryIsAskedFor() {
        fixture.givenNoPriorActivity().when(new RequestDelivery(ID)).expectEvents(new DeliveryRequested(ID));
    }

    @Test
    void aSnapshotHoldsWhatDecisionsNeed() throws Exception {
        DeliveryAggregate aggregate = new DeliveryAggregate();
        aggregate.evolve(new DeliveryAcknowledged(ID, 7, "PUT", 1, null));
        aggregate.evolve(failed(8, 2, NOW));
        var serializer = StoredTypeSerializer.create();

        Object again = serializer.deserialize(serializer.serialize(aggregate, byte[].class));

        assertThat(again)
                .isInstanceOf(DeliveryAggregate.class)
                .usingRecursiveComparison()
                .isEqualTo(aggregate);
    }

    private static RecordFailure heldBack(OutboundFailure.Reason reason) {
        return new RecordFailure(ID, 0, "POST", reason.name(), "not sent", null, null, true);
    }

    private static DeliveryFailed heldBack(OutboundFailure.Reason reason, int attempt, Instant retryAt) {
        return new DeliveryFailed(ID, 0, "POST", reason.name(), "not sent", attempt, null, null, retryAt);
    }

    private static RecordFailure failure(long revision, boolean repeatable) {
        return new RecordFailure(ID, revision, "POST", "TIMEOUT", "no answer", null, null, repeatable);
    }

    private static DeliveryFailed failed(long revision, int attempt, @Nullable Instant retryAt) {
        return new DeliveryFailed(ID, revision, "POST", "TIMEOUT", "no answer", attempt, null, null, retryAt);
    }
}
