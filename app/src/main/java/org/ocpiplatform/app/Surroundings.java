package org.ocpiplatform.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where this platform runs: which stores it uses, and who can reach it. */
@Component
final class Surroundings {

    private final PlatformSettings settings;
    private final String address;
    private final boolean axonServer;

    Surroundings(
            PlatformSettings settings,
            @Value("${server.address:}") String address,
            @Value("${" + EventsOnAxonServer.ENABLED + ":false}") boolean axonServer) {
        this.settings = settings;
        this.address = address;
        this.axonServer = axonServer;
    }

    boolean boundToLoopback() {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether events are on an Axon Server, and what is kept beside them in the event store's database. */
    boolean axonServer() {
        return axonServer;
    }

    boolean embeddedEventStore() {
        return settings.eventStore().url() == null;
    }

    boolean embeddedReadStore() {
        return settings.readStore().uri() == null;
    }

    boolean embeddedStores() {
        return embeddedEventStore() && embeddedReadStore();
    }
}
