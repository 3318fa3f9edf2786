package org.ocpiplatform.api.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What of an address tells one client from another. */
final class Addresses {

    private static final int SITE_BYTES = 8;

    private Addresses() {}

    /** The address, or its first 64 bits in IPv6, where whoever has one address has all that begin like it. */
    static String site(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(v6.getAddress(), 0, SITE_BYTES)
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
