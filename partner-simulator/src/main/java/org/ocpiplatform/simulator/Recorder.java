package org.ocpiplatform.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every request that came, in the order of the answers. */
final class Recorder {

    private final List<RecordedRequest> requests = new ArrayList<>();

    synchronized void add(RecordedRequest request) {
        requests.add(request);
        notifyAll();
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }

    synchronized RecordedRequest await(Predicate<RecordedRequest> wanted, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (RecordedRequest request : requests) {
                if (wanted.test(request)) {
                    return request;
                }
            }
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new IllegalStateException("no such request within " + atMost + "; there were "
                        + requests.stream()
                                .map(each -> each.method() + " " + each.path() + " -> " + each.status())
                                .toList());
            }
            wait(millis);
        }
    }
}
