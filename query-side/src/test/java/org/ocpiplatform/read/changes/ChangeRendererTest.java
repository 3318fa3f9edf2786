package org.ocpiplatform.read.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.changes.Change;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.read.history.Folded;
import org.ocpiplatform.read.history.ObjectAddress;

class ChangeRendererTest {

    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final ReplicaId TARIFF = ReplicaId.parse("cpo:tariffs:NL:TNM:DAL-1");
    private static final DomainEventMessage<?> WITHDRAWN = new GenericDomainEventMessage<>(
            "tariff", TARIFF.toString(), 3, new TariffWithdrawn(TARIFF), MetaData.emptyInstance(), "id", THEN);

    @Test
    void aChangeTellsOfTheObjectAsItSpellsItself() {
        Optional<Change> change = after("{\"id\":\"Dal-1\"}").of(WITHDRAWN, 42);

        assertThat(change)
                .hasValue(new Change(
                        42,
                        "tariffs",
                        "ocpi.tariffs.withdrawn",
                        "/ocpi/cpo/tariffs",
                        "nl/Tnm/Dal-1",
                        "cpo:tariffs:NL:TNM:DAL-1",
                        THEN,
                        "{\"id\":\"Dal-1\"}"));
    }

    @Test
    void whatIsWithdrawnIsNothing() {
        assertThat(after(null).of(WITHDRAWN, 42).map(Change::data)).hasValue("null");
    }

    @Test
    void anEventOfNothingThatIsShownIsNoChange() {
        assertThat(new ChangeRenderer(event -> Optional.empty()).of(WITHDRAWN, 42))
                .isEmpty();
    }

    private static ChangeRenderer after(@Nullable String json) {
        ObjectAddress address = new ObjectAddress(Side.CPO, "tariffs", PartyId.of("nl", "Tnm"), "Dal-1");
        return new ChangeRenderer(event -> Optional.of(new Folded(address, json, event.getSequenceNumber())));
    }
}
