package org.ocpiplatform.bench.platform;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.bench.http.HttpRequest;

/**
 * Objects of one kind, named by numbers, and the requests about them.
 *
 * @param oneIn so many objects of other kinds cost about as much to push as one of these
 * @param owner writes them
 * @param reader reads them; those that are no copies for somebody else are shown to their owner only
 * @param list path of the list, which no other workload shares
 * @param path of one object
 * @param create pushes the object of a number
 * @param change changes an object; null where OCPI has no PATCH
 */
public record Workload(
        String name,
        int oneIn,
        Function<Platform, HttpRequest> owner,
        Function<Platform, HttpRequest> reader,
        String list,
        LongFunction<String> path,
        LongFunction<Write> create,
        @Nullable Change change) {

    /** A request with a body. */
    public record Write(String method, String path, String body) {

        /** The request as its sender sends it. */
        public byte[] from(HttpRequest sender) {
            return sender.json(method, path, body);
        }
    }

    /** Changes of objects. */
    @FunctionalInterface
    public interface Change {

        /**
         * One change.
         *
         * @param object number of the object
         * @param number larger than those of earlier changes to the same object
         */
        Write of(long object, long number);
    }

    /** Sessions, which a CPO pushes and an eMSP reads. */
    public static Workload sessions() {
        return new Workload(
                "sessions",
                1,
                Platform::cpo,
                Platform::emsp,
                Sessions.PATH,
                Sessions::path,
                number -> new Write("PUT", Sessions.path(number), Sessions.json(number)),
                (object, number) -> new Write("PATCH", Sessions.path(object), Sessions.patch(number)));
    }

    /** All of them, sessions first. */
    public static List<Workload> all() {
        return List.of(
                sessions(),
                locations("locations-1", 1, new Locations(Locations.RECEIVED, 1)),
                locations("locations-40", 10, new Locations(Locations.PUBLISHED, 40)),
                new Workload(
                        "tokens",
                        1,
                        Platform::emsp,
                        Platform::cpo,
                        Tokens.PATH,
                        Tokens::path,
                        number -> new Write("PUT", Tokens.path(number), Tokens.json(number)),
                        (object, number) -> new Write("PATCH", Tokens.path(object), Tokens.patch(number))),
                new Workload(
                        "cdrs",
                        1,
                        Platform::cpo,
                        Platform::emsp,
                        Cdrs.PATH,
                        Cdrs::path,
                        number -> new Write("POST", Cdrs.PATH, Cdrs.json(number)),
                        null),
                new Workload(
                        "tariffs",
                        1,
                        Platform::cpo,
                        Platform::cpo,
                        Tariffs.PATH,
                        Tariffs::path,
                        number -> new Write("PUT", Tariffs.path(number), Tariffs.json(number)),
                        null));
    }

    private static Workload locations(String name, int oneIn, Locations locations) {
        return new Workload(
                name,
                oneIn,
                Platform::cpo,
                Platform::cpo,
                locations.list(),
                locations::path,
                number -> new Write("PUT", locations.path(number), locations.json(number)),
                (object, number) -> new Write("PATCH", locations.evsePath(object, number), Locations.patch(number)));
    }
}
