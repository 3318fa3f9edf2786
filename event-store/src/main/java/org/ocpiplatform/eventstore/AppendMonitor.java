package org.ocpiplatform.eventstore;

import java.time.Duration;

/** Is told how appends go, by the threads that make them: it must return at once. */
public interface AppendMonitor {

    /** Somebody has waited for an append as long as that, which may have failed. */
    void appended(Duration waited, boolean stored);

    /** As many events were stored by one commit, which took as long as that. */
    void committed(int events, Duration took);

    /** Tells nobody. */
    AppendMonitor NONE = new AppendMonitor() {
        @Override
        public void appended(Duration waited, boolean stored) {}

        @Override
        public void committed(int events, Duration took) {}
    };
}
