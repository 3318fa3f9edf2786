package org.ocpiplatform.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Which objects only one of several connections changes: their changes would come out of order on several. */
public final class OwnObjects {

    private OwnObjects() {}

    /** Any of the connection's own among so many objects; at least as many as connections. */
    public static int any(int connection, int connections, int objects) {
        return ThreadLocalRandom.current().nextInt(objects / connections) * connections + connection;
    }

    /** The connection's own among some. */
    public static <T> List<T> of(List<T> objects, int connection, int connections) {
        List<T> own = new ArrayList<>();
        for (int i = connection; i < objects.size(); i += connections) {
            own.add(objects.get(i));
        }
        return own;
    }
}
