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

    Surroundings(PlatformSettings settings, @Value("${server.address:}") String address) {
        this.settings = settings;
        this.address = address;
    }

    boolean boundToLoopback() {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
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
