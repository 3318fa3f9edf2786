package org.ocpiplatform.api.ocpi.objects;

import java.util.List;
import org.ocpiplatform.api.ocpi.exchange.BodyExamples;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.ocpi.validation.Validation;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Binds, checks and writes objects of every kind before the platform says that it is ready, so that the first partners
 * do not wait for classes to be loaded and serializers to be built.
 */
@Component
final class WarmUp implements ApplicationRunner {

    private final WarmUpSettings settings;

    WarmUp(WarmUpSettings settings) {
        this.settings = settings;
    }

    private record Sample<T>(Class<T> type, byte[] json) {

        static <T> Sample<T> of(Class<T> type, String example) {
            return new Sample<>(type, BodyExamples.read(example));
        }

        int use() {
            T object = Validation.valid(OcpiJson.mapper().readValue(json, type));
            return OcpiJson.mapper().writeValueAsBytes(object).length;
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long end = System.nanoTime() + settings.time().toNanos();
        List<Sample<?>> samples = List.of(
                Sample.of(Session.class, "session"),
                Sample.of(Location.class, "location"),
                Sample.of(Tariff.class, "tariff"),
                Sample.of(Token.class, "token"),
                Sample.of(Cdr.class, "cdr"));
        for (int next = 0; System.nanoTime() < end; next++) {
            samples.get(next % samples.size()).use();
        }
    }
}
