package org.ocpiplatform.write.hubclientinfo;

import static org.ocpiplatform.ocpi.hubclientinfo.ClientInfos.aClientInfo;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoCommand.PutClientInfo;
import org.ocpiplatform.contract.hubclientinfo.ClientInfoEvent.ClientInfoReplaced;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.Rejections;

class ClientInfoAggregateTest {

    private static final ClientInfo INFO = aClientInfo().build();
    private static final ReplicaId ID = new ReplicaId(
            Side.CPO,
            ObjectKind.CLIENT_INFO,
            INFO.party(),
            CiString.of(INFO.role().name()));

    private final AggregateTestFixture<ClientInfoAggregate> fixture =
            new AggregateTestFixture<>(ClientInfoAggregate.class);

    @Test
    void theFirstWordOfAPartyCreatesIt() {
        fixture.givenNoPriorActivity()
                .when(new PutClientInfo(ID, INFO))
                .expectEvents(new ClientInfoReplaced(ID, INFO))
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.CREATED, ID.toString(), 0));
    }

    @Test
    void theSameAgainChangesNothing() {
        fixture.given(new ClientInfoReplaced(ID, INFO))
                .when(new PutClientInfo(ID, INFO))
                .expectNoEvents()
                .expectResultMessagePayload(new WriteResult(WriteResult.Kind.UNCHANGED, ID.toString(), 0));
    }

    @Test
    void aPartyIsSuspended() {
        ClientInfo suspended = with("status", "SUSPENDED");
        fixture.given(new ClientInfoReplaced(ID, INFO))
                .when(new PutClientInfo(ID, suspended))
                .expectEvents(new ClientInfoReplaced(ID, suspended));
    }

    @Test
    void whatIsOlderIsRefused() {
        fixture.given(new ClientInfoReplaced(ID, INFO))
                .when(new PutClientInfo(ID, with("last_updated", "2000-01-01T00:00:00Z")))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.STALE, "stale"));
    }

    @Test
    void anotherPartyOrRoleThanTheUrlsIsRefused() {
        for (String field : new String[] {"country_code", "party_id", "role"}) {
            String other = field.equals("role") ? otherRole() : "ZZ";
            new AggregateTestFixture<>(ClientInfoAggregate.class)
                    .givenNoPriorActivity()
                    .when(new PutClientInfo(ID, with(field, other)))
                    .expectNoEvents()
                    .expectException(Rejections.rejection(Rejection.Code.INVALID, field));
        }
    }

    private static String otherRole() {
        return INFO.role() == Role.NAP ? Role.NSP.name() : Role.NAP.name();
    }

    private static ClientInfo with(String field, String value) {
        return OcpiJson.mapper().treeToValue(aClientInfo().json().put(field, value), ClientInfo.class);
    }
}
