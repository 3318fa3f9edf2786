package org.ocpiplatform.write.outbound;

import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.NO_CONNECTION;
import static org.ocpiplatform.write.outbound.OutboundFailure.Reason.REFUSED_URL;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Which URLs of partners this platform calls, so that nobody uses it to reach what only it can reach: https to public
 * addresses, or any http and https where {@link OutboundSettings#allowPrivateAddresses()} says so.
 */
@Component
public final class UrlGuard {

    /** The addresses of a host. */
    @FunctionalInterface
    public interface Lookup {

        /** All addresses of a name, or the one of an address in writing. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Neither user info nor zones nor percent-encoding, on which parsers differ. */
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");

    /** A last label that makes a host an IPv4 address for some resolvers: decimal, octal or hexadecimal. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9A-Fa-f]*");

    private static final Pattern PLAIN_IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    private final boolean anyAddress;
    private final Lookup lookup;

    /** A guard that asks the system's resolver. */
    @Autowired
    public UrlGuard(OutboundSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    /** A guard that asks another resolver. */
    public UrlGuard(OutboundSettings settings, Lookup lookup) {
        this.anyAddress = settings.allowPrivateAddresses();
        this.lookup = lookup;
    }

    /**
     * Checks a URL before it is kept or called. Looks its host up unless any address goes; a call looks it up again.
     *
     * @throws OutboundFailure {@code REFUSED_URL} if it is not one to call, {@code NO_CONNECTION} if its host is
     *     unknown
     */
    public void check(String url) {
        String host = parse(url).host();
        if (anyAddress) {
            return;
        }
        try {
            resolve(host);
        } catch (UnknownHostException e) {
            throw new OutboundFailure(NO_CONNECTION, "the host " + host + " is unknown");
        }
    }

    /**
     * Takes a URL apart, and checks all but its addresses.
     *
     * @throws OutboundFailure {@code REFUSED_URL} if it is not one to call
     */
    public Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw refused("is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("is neither http nor https");
        }
        if (scheme.equals("http") && !anyAddress) {
            throw refused("is not https");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            throw refused("carries user info");
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            throw refused("has no host that can be called");
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!anyAddress) {
            refuseOddNumbers(host);
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(
                scheme,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(scheme, matcher.group(2)),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /**
     * The addresses of a host, all of which may be called.
     *
     * @throws OutboundFailure {@code REFUSED_URL} if any may not
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.addresses(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            if (!anyAddress && !AddressBlocks.isPublic(address)) {
                throw refused("leads to " + address.getHostAddress() + ", which is not public (host " + host + ")");
            }
        }
        return addresses;
    }

    private static void refuseOddNumbers(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches() && !PLAIN_IPV4.matcher(host).matches()) {
            throw refused("has an IPv4 address in an unusual spelling");
        }
    }

    private static int port(String scheme, @Nullable String port) {
        if (port == null) {
            return scheme.equals("https") ? 443 : 80;
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw refused("has no port that can be called");
        }
        return number;
    }

    private static OutboundFailure refused(String why) {
        return new OutboundFailure(REFUSED_URL, "this platform does not call a URL that " + why);
    }

    /**
     * A URL taken apart.
     *
     * @param scheme http or https
     * @param host in lower case, IPv6 without brackets
     * @param pathAndQuery encoded, never empty
     */
    public record Target(String scheme, String host, int port, String pathAndQuery) {

        /** Whether both are the same origin. */
        public boolean sameOrigin(Target other) {
            return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
        }
    }
}
