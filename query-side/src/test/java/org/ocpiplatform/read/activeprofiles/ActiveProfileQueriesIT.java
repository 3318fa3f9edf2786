package org.ocpiplatform.read.activeprofiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.json;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.Caller;
import org.ocpiplatform.contract.Caller.PartyRole;
import org.ocpiplatform.contract.CurrentObject;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.ObjectQuery.FindCurrentObject;
import org.ocpiplatform.contract.ObjectQuery.FindObject;
import org.ocpiplatform.contract.ObjectQuery.FindObjectsById;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.read.ReadStore;
import org.ocpiplatform.read.objects.ObjectProjections;
import org.ocpiplatform.read.objects.ReadObjects;
import org.ocpiplatform.read.projection.ReadSide;

class ActiveProfileQueriesIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    private static final ReplicaId ID = ReplicaId.parse("emsp:chargingprofiles:NL:TNM:S1");
    private static final ReplicaId OTHERS = ReplicaId.parse("emsp:chargingprofiles:BE:CPO:S1");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final Caller TNM = caller(Role.CPO, ID.owner());

    private ReadSide readSide;
    private ActiveProfileProjector projector;
    private ObjectProjections queries;

    @BeforeEach
    void create() {
        readSide = new ReadSide(STORE.database());
        queries = ReadObjects.of(readSide);
        projector = new ActiveProfileProjector(queries);
    }

    @AfterEach
    void close() {
        readSide.close();
    }

    @Test
    void aProfileIsSeenByItsCpoAlone() {
        project(new ActiveProfileReplaced(ID, limitedTo(16)));

        assertThat(queries.handle(new FindObject(ID, TNM)))
                .hasValueSatisfying(text -> assertThat(text.tree()).isEqualTo(json(16)));
        assertThat(queries.handle(new FindObject(ID, caller(Role.CPO, OTHERS.owner()))))
                .isEmpty();
        assertThat(queries.handle(new FindObject(ID, caller(Role.EMSP, ID.owner()))))
                .isEmpty();
        assertThat(queries.handle(new FindObject(ID, caller(Role.EMSP, EMS)))).isEmpty();
    }

    @Test
    void thatAProfileWasSetDoesNotMakeOneKnown() {
        project(new ProfileSet(ID, EMS, Instant.EPOCH));
        assertThat(queries.handle(new FindObject(ID, TNM))).isEmpty();
        assertThat(named()).isEmpty();
        assertThat(queries.handle(new FindCurrentObject(ID))).hasValue(new CurrentObject(null, 0));

        project(new ActiveProfileReplaced(ID, limitedTo(16)));
        project(new ProfileSet(ID, PartyId.of("NL", "MSP"), Instant.EPOCH));
        project(new ActiveProfileReplaced(ID, limitedTo(10)));
        assertThat(queries.handle(new FindCurrentObject(ID))).hasValueSatisfying(current -> {
            assertThat(current.revision()).isEqualTo(3);
            assertThat(current.json()).asString().contains("\"limit\":10");
        });
    }

    @Test
    void sessionsOfOthersWithTheSameIdDoNotCount() {
        project(new ActiveProfileReplaced(ID, limitedTo(16)));
        project(new ActiveProfileReplaced(OTHERS, limitedTo(10)));
        assertThat(named()).containsExactly(ID);
    }

    private List<ReplicaId> named() {
        return queries.handle(new FindObjectsById(ObjectKind.ACTIVE_CHARGING_PROFILE, Side.EMSP, ID.id(), TNM));
    }

    private void project(ActiveProfileEvent event) {
        GenericTrackedDomainEventMessage<?> message =
                readSide.events().append(event.activeProfileId().toString(), event);
        readSide.batch("chargingprofiles", () -> projector.on(event, message, message.trackingToken()));
    }

    private static Caller caller(Role role, PartyId party) {
        return new Caller("partner", List.of(new PartyRole(role, party.countryCode(), party.partyId())), null);
    }
}
