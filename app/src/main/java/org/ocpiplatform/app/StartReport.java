package org.ocpiplatform.app;

import java.time.Duration;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.embedded.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the platform where it is and what to try first. */
@Component
final class StartReport {

    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);
    private static final String AS_CONFIGURED = "as configured";

    private final EdgeSettings edge;
    private final PlatformSettings settings;
    private final Surroundings surroundings;
    private final DataDirectory directory;
    private final Demo demo;
    private final ObjectProvider<BuildProperties> build;

    StartReport(
            EdgeSettings edge,
            PlatformSettings settings,
            Surroundings surroundings,
            DataDirectory directory,
            Demo demo,
            ObjectProvider<BuildProperties> build) {
        this.edge = edge;
        this.settings = settings;
        this.surroundings = surroundings;
        this.directory = directory;
        this.demo = demo;
        this.build = build;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        Duration taken = ready.getTimeTaken();
        StringBuilder report = new StringBuilder(512);
        report.append("""

                OCPI platform %s, started in %.1f s
                  versions           %s/ocpi/versions
                  documentation      %s/docs
                  data directory     %s
                  event store        %s
                  read store         %s
                  admin token        %s
                  application token  %s
                """.formatted(
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("built by hand"),
                taken == null ? 0.0 : taken.toMillis() / 1000.0,
                edge.publicUrl(),
                edge.publicUrl(),
                directory.path(),
                (surroundings.axonServer() ? "Axon Server, beside it " : "")
                        + (surroundings.embeddedEventStore()
                                ? "embedded PostgreSQL"
                                : "PostgreSQL at the configured URL"),
                surroundings.embeddedReadStore() ? "embedded MongoDB protocol server" : "MongoDB at the configured URI",
                settings.admin().token() == null ? directory.path().resolve("admin-token") : AS_CONFIGURED,
                settings.backoffice().applicationToken() == null
                        ? directory.path().resolve("application-token")
                        : AS_CONFIGURED));
        demo.tokens().ifPresent(tokens -> report.append(curlLines(tokens)));
        LOG.info("{}", report);
    }

    private String curlLines(Demo.Tokens tokens) {
        return """

                Try it: the demo CPO pushes a session to our eMSP side, then both partners read it.
                  curl -i -X PUT -H 'Authorization: Token %1$s' -H 'Content-Type: application/json' -d '%4$s' %3$s/ocpi/emsp/2.3.0/sessions/NL/DCP/S1
                  curl -s -H 'Authorization: Token %1$s' %3$s/ocpi/emsp/2.3.0/sessions/NL/DCP/S1
                  curl -i -X PATCH -H 'Authorization: Token %1$s' -H 'Content-Type: application/json' -d '{"kwh":1.5,"last_updated":"2026-01-10T10:15:00Z"}' %3$s/ocpi/emsp/2.3.0/sessions/NL/DCP/S1
                  curl -i -H 'Authorization: Token %2$s' '%3$s/ocpi/emsp/2.3.0/sessions?limit=10'
                """.formatted(tokens.cpo(), tokens.emsp(), edge.publicUrl(), SAMPLE_SESSION.replace("\n", ""));
    }

    private static final String SAMPLE_SESSION = """
            {"country_code":"NL","party_id":"DCP","id":"S1","start_date_time":"2026-01-10T10:00:00Z","kwh":0,
            "cdr_token":{"country_code":"NL","party_id":"DMS","uid":"012345678","type":"RFID","contract_id":"NL-DMS-C12345678-X"},
            "auth_method":"WHITELIST","location_id":"LOC1","evse_uid":"EVSE-1","connector_id":"1","currency":"EUR",
            "status":"ACTIVE","last_updated":"2026-01-10T10:00:00Z"}
            """;
}
