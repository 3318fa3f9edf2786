package org.ocpiplatform.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.partners.PartnerCommand.ProvisionPartner;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.springframework.stereotype.Component;

/**
 * Two partners to try the platform with, created on an empty embedded data directory that only this machine reaches.
 * Their tokens stay in the data directory, so that a later start can show them again.
 */
@Component
final class Demo {

    static final PartyId CPO = PartyId.of("NL", "DCP");
    static final PartyId EMSP = PartyId.of("NL", "DMS");

    private static final String CPO_TOKEN_FILE = "demo-cpo-token";
    private static final String EMSP_TOKEN_FILE = "demo-emsp-token";

    private final PlatformSettings settings;
    private final Surroundings surroundings;
    private final DataDirectory directory;
    private final EventStoreState events;
    private final Commands commands;
    private final AccessTokens accessTokens;

    Demo(
            PlatformSettings settings,
            Surroundings surroundings,
            DataDirectory directory,
            EventStoreState events,
            Commands commands,
            AccessTokens accessTokens) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.directory = directory;
        this.events = events;
        this.commands = commands;
        this.accessTokens = accessTokens;
    }

    /** The demo partners' tokens. */
    record Tokens(String cpo, String emsp) {}

    /** The tokens of the demo partners, which are created where they belong; none elsewhere. */
    Optional<Tokens> tokens() {
        // A hub tells its partners' parties to others, who may have demo partners of their own.
        boolean wanted = Optional.ofNullable(settings.demo())
                .orElseGet(() -> surroundings.boundToLoopback() && settings.hubPartyId() == null);
        if (!wanted || !surroundings.embeddedStores()) {
            return Optional.empty();
        }
        boolean started = directory.path().resolve(EMSP_TOKEN_FILE).toFile().exists();
        if (events.latestPosition() > 0 && !started) {
            return Optional.empty();
        }
        Tokens tokens = new Tokens(
                directory.secret(CPO_TOKEN_FILE, accessTokens::issue),
                directory.secret(EMSP_TOKEN_FILE, accessTokens::issue));
        if (events.latestPosition() == 0) {
            provision("demo-cpo", "Demo CPO", Role.CPO, CPO, tokens.cpo());
            provision("demo-emsp", "Demo eMSP", Role.EMSP, EMSP, tokens.emsp());
        }
        return Optional.of(tokens);
    }

    private void provision(String id, String name, Role role, PartyId party, String token) {
        WriteResult result = commands.send(
                new ProvisionPartner(
                        new PartnerId(id),
                        name,
                        List.of(new CredentialsRole(
                                role,
                                new BusinessDetails(name, null, null, Map.of()),
                                party.partyId(),
                                party.countryCode(),
                                Map.of())),
                        null,
                        AccessTokens.hash(token),
                        null),
                Map.of(),
                WriteResult.class);
        // The platform says that it is ready when the demo is there, and then the tokens must work.
        commands.shown("partners", result);
    }
}
