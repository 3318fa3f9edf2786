package org.ocpiplatform.write.tariffs;

import static org.ocpiplatform.ocpi.tariffs.Tariffs.aTariff;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.tariffs.TariffCommand.PutTariff;
import org.ocpiplatform.contract.tariffs.TariffCommand.WithdrawTariff;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffWithdrawn;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.write.PutContract;
import org.ocpiplatform.write.Rejections;
import tools.jackson.databind.node.ObjectNode;

class TariffAggregateTest extends PutContract<TariffAggregate> {

    private static final ReplicaId ID = ReplicaId.parse("emsp:tariffs:"
            + aTariff().build().owner().key() + ":" + aTariff().build().id().key());

    @Test
    void aWithdrawnTariffIsGone() {
        fixture.given(replaced(sample()))
                .when(new WithdrawTariff(ID))
                .expectEvents(new TariffWithdrawn(ID))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void whatIsWithdrawnOrUnknownCannotBeWithdrawn() {
        fixture.given(replaced(sample()), new TariffWithdrawn(ID))
                .when(new WithdrawTariff(ID))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.NOT_FOUND, "tariff"));
        setUpFixture();
        fixture.givenNoPriorActivity()
                .when(new WithdrawTariff(ID))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void aWithdrawnTariffComesAgainAsNewWhateverItsAge() {
        fixture.given(replaced(sampleOf(NOW)), new TariffWithdrawn(ID))
                .when(put(sampleOf(BEFORE)))
                .expectEvents(replaced(sampleOf(BEFORE)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 2));
    }

    @Override
    protected Class<TariffAggregate> aggregateType() {
        return TariffAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aTariff().json().put("tariff_alt_url", "https://example.com/tariff");
    }

    @Override
    protected String optionalText() {
        return "tariff_alt_url";
    }

    @Override
    protected String changedText() {
        return "https://example.com/changed";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutTariff(ID, OcpiJson.mapper().treeToValue(object, Tariff.class));
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new TariffReplaced(ID, OcpiJson.mapper().treeToValue(object, Tariff.class));
    }
}
