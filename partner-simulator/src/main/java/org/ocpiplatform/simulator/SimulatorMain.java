package org.ocpiplatform.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ocpiplatform.ocpi.InterfaceRole;
import org.ocpiplatform.ocpi.PartyId;

/** The simulator as a program; {@code --help} explains it. */
public final class SimulatorMain {

    private static final String HELP =
            """
            A partner that speaks OCPI 2.3.0 from memory.

              --role=CPO            one or more of %s, with commas
              --party=NL-SIM        country code and party id
              --port=9090           of OCPI
              --host=localhost      to bind, and to stand in the URLs it gives out
              --control-port=9091   of /simulator, always on localhost; without it, one more than --port
              --token-a=...         what a platform presents to register; without it, a random one
              --page-limit=50       objects a page holds at most
              --other-host=...      where REDIRECT and LINK_TO_OTHER_HOST lead, as in http://127.0.0.2:8080
              --samples=0           so many locations, tariffs, sessions and CDRs (CPO, hub) or tokens (eMSP, hub)

            Faults, to be switched on with PUT on /simulator/faults: %s
            """.formatted(Arrays.toString(PartnerRole.values()), Arrays.toString(Fault.values()));

    private static final Set<String> OPTIONS =
            Set.of("role", "party", "port", "host", "control-port", "token-a", "page-limit", "other-host", "samples");

    private SimulatorMain() {}

    static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            IO.print(HELP);
            return;
        }
        try {
            run(options(args));
        } catch (RuntimeException e) {
            IO.println(e.getMessage() + "\nTry --help.");
            System.exit(2);
        }
    }

    private static void run(Map<String, String> options) {
        int port = Integer.parseInt(options.getOrDefault("port", "9090"));
        String[] party = options.getOrDefault("party", "NL-SIM").split("-", 2);
        if (party.length < 2) {
            throw new IllegalArgumentException("--party is a country code, a hyphen and a party id");
        }
        Set<PartnerRole> roles = Arrays.stream(options.getOrDefault("role", "CPO")
                        .toUpperCase(Locale.ROOT)
                        .split(","))
                .map(PartnerRole::valueOf)
                .collect(Collectors.toSet());
        Simulator simulator = Simulator.start(new Settings(
                roles,
                PartyId.of(party[0], party[1]),
                options.getOrDefault("host", "localhost"),
                port,
                options.get("token-a"),
                Integer.parseInt(options.getOrDefault("page-limit", "50"))));
        if (options.containsKey("other-host")) {
            simulator.otherHost(options.get("other-host"));
        }
        Control control = new Control(
                simulator,
                Integer.parseInt(options.getOrDefault("control-port", String.valueOf(port == 0 ? 0 : port + 1))));
        int samples = Integer.parseInt(options.getOrDefault("samples", "0"));
        for (String module : List.of("locations", "tariffs", "sessions", "cdrs", "tokens")) {
            if (PartnerRole.offered(roles, module, InterfaceRole.SENDER)) {
                simulator.publishSamples(module, samples);
            }
        }
        IO.println("%s of %s is at %s, its token A is %s. Try: curl %s"
                .formatted(
                        roles,
                        simulator.party(),
                        simulator.versionsUrl(),
                        simulator.tokenA().orElseThrow(),
                        control.url()));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (String argument : args) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !parts[0].startsWith("--") || !OPTIONS.contains(parts[0].substring(2))) {
                throw new IllegalArgumentException("what is \"" + argument + "\"?");
            }
            options.put(parts[0].substring(2), parts[1]);
        }
        return options;
    }
}
