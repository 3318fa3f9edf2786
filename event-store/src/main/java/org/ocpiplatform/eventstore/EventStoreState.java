package org.ocpiplatform.eventstore;

/** How the store of the events is, whichever it is. */
public interface EventStoreState {

    /** The last position that this node knows of, or 0 if it knows of none; asks nobody. */
    long headPosition();

    /** The last position that is known to have been stored, brought up to date if this node is not told of events. */
    long latestPosition();

    /** Tells a monitor, in place of the one before, how appends go from now on. */
    void monitor(AppendMonitor appends);

    /** Tells whether the store answers and events can be appended. */
    boolean isHealthy();

    /** Calls back after something was {@linkplain #forget() forgotten}; for what is remembered of events elsewhere. */
    void onForget(Runnable listener);

    /**
     * Remembers nothing any more that could not be read again from what is stored, because some key was deleted. Nodes
     * are told to, by {@link PersonKeyTable#tellAll}.
     */
    void forget();
}
