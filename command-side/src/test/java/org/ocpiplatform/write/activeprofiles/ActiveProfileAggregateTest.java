package org.ocpiplatform.write.activeprofiles;

import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.json;
import static org.ocpiplatform.ocpi.chargingprofiles.ActiveProfiles.limitedTo;

import java.time.Instant;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.NoteProfileSet;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.PutActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileCommand.ReceiveActiveProfile;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ActiveProfileReplaced;
import org.ocpiplatform.contract.activeprofiles.ActiveProfileEvent.ProfileSet;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.ocpiplatform.write.Rejections;

class ActiveProfileAggregateTest {

    private static final ReplicaId ID = ReplicaId.parse("emsp:chargingprofiles:NL:TNM:S1");
    private static final PartyId EMS = PartyId.of("DE", "EMS");
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:00Z");
    private static final ProfileSet SET = new ProfileSet(ID, EMS, NOW);

    private final AggregateTestFixture<ActiveProfileAggregate> fixture =
            new AggregateTestFixture<>(ActiveProfileAggregate.class);

    @Test
    void thatAPartyHasSetAProfileIsNotedOnce() {
        fixture.givenNoPriorActivity()
                .when(new NoteProfileSet(ID, EMS, NOW))
                .expectEvents(SET)
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 0));
    }

    @Test
    void thatItHasSetAnotherChangesNothing() {
        fixture.given(SET)
                .when(new NoteProfileSet(ID, PartyId.of("de", "ems"), NOW.plusSeconds(60)))
                .expectNoEvents()
                .expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED, 0));
    }

    @Test
    void severalPartiesMaySetProfiles() {
        ProfileSet other = new ProfileSet(ID, PartyId.of("NL", "MSP"), NOW);
        fixture.given(SET).when(new NoteProfileSet(ID, other.party(), NOW)).expectEvents(other);
    }

    @Test
    void theFirstProfileIsNewAndLaterOnesReplaceIt() {
        fixture.given(SET)
                .when(new PutActiveProfile(ID, limitedTo(16)))
                .expectEvents(new ActiveProfileReplaced(ID, limitedTo(16)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 1));
    }

    @Test
    void whatComesLaterCountsWhateverItsTimes() {
        ActiveChargingProfile before = OcpiJson.mapper()
                .treeToValue(json(10).put("start_date_time", "2026-03-01T09:00:00Z"), ActiveChargingProfile.class);
        fixture.given(new ActiveProfileReplaced(ID, limitedTo(16)))
                .when(new PutActiveProfile(ID, before))
                .expectEvents(new ActiveProfileReplaced(ID, before))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void anIdenticalPutChangesNothing() {
        fixture.given(new ActiveProfileReplaced(ID, limitedTo(16)))
                .when(new PutActiveProfile(ID, limitedTo(16)))
                .expectNoEvents()
                .expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED, 0));
    }

    @Test
    void anInvalidProfileIsRefused() {
        ActiveChargingProfile invalid =
                OcpiJson.mapper().treeToValue(json(16).putNull("start_date_time"), ActiveChargingProfile.class);
        fixture.givenNoPriorActivity()
                .when(new PutActiveProfile(ID, invalid))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @Test
    void itsCpoTellsItWhereAProfileWasSet() {
        fixture.given(SET)
                .when(new ReceiveActiveProfile(ID, limitedTo(16)))
                .expectEvents(new ActiveProfileReplaced(ID, limitedTo(16)));
    }

    @Test
    void itsCpoTellsItNowhereElse() {
        fixture.givenNoPriorActivity()
                .when(new ReceiveActiveProfile(ID, limitedTo(16)))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void norWhereItWasOnlyAskedFor() {
        fixture.given(new ActiveProfileReplaced(ID, limitedTo(16)))
                .when(new ReceiveActiveProfile(ID, limitedTo(10)))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.NOT_FOUND, "active charging profile"));
    }

    private static WriteResult result(WriteResult.Kind kind, long revision) {
        return new WriteResult(kind, ID.toString(), revision);
    }
}
