package org.ocpiplatform.contract.locations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;

/**
 * Finds and replaces the EVSEs and connectors of a Location, and tells when the whole was last updated. Every level
 * keeps the {@code last_updated} that was set for itself, so that a change of one part makes no other part look newer
 * than what its owner sends next; partners are shown the latest of a part and all below it.
 */
public final class LocationParts {

    private LocationParts() {}

    /** The EVSE with that uid; null if there is none. */
    public static @Nullable Evse evse(Location location, CiString uid) {
        return first(location.evses(), evse -> evse.uid().equals(uid));
    }

    /** The connector with that id; null if there is none. */
    public static @Nullable Connector connector(Evse evse, CiString id) {
        return first(evse.connectors(), connector -> connector.id().equals(id));
    }

    /** The location with that EVSE in place of the one with its uid, or added. */
    public static Location with(Location location, Evse evse) {
        return location.withEvses(upserted(location.evses(), List.of(evse)));
    }

    /** The EVSE with that connector in place of the one with its id, or added. */
    public static Evse with(Evse evse, Connector connector) {
        return evse.withConnectors(
                upserted(evse.connectors(), connector, known -> known.id().equals(connector.id())));
    }

    /** The EVSEs with others in place of those with their uids, or added; the others need not be valid yet. */
    static List<Evse> upserted(List<Evse> evses, List<Evse> others) {
        List<Evse> result = evses;
        for (Evse evse : others) {
            result = upserted(
                    result, evse, known -> known != null && evse != null && Objects.equals(known.uid(), evse.uid()));
        }
        return result;
    }

    /** The location as partners are shown it: no level is older than what it holds. */
    public static Location shown(Location location) {
        List<Evse> evses = new ArrayList<>(location.evses().size());
        boolean raised = false;
        for (Evse evse : location.evses()) {
            Evse shown = shown(evse);
            raised |= shown != evse;
            evses.add(shown);
        }
        Instant latest = lastUpdated(location);
        Location shown = raised ? location.withEvses(evses) : location;
        return latest.isAfter(location.lastUpdated()) ? shown.withLastUpdated(latest) : shown;
    }

    /** The EVSE as partners are shown it: not older than a connector in it. */
    public static Evse shown(Evse evse) {
        Instant latest = lastUpdated(evse);
        return latest.isAfter(evse.lastUpdated()) ? evse.withLastUpdated(latest) : evse;
    }

    /** When the location or anything in it was last updated. */
    public static Instant lastUpdated(Location location) {
        Instant latest = location.lastUpdated();
        for (Evse evse : location.evses()) {
            latest = later(latest, lastUpdated(evse));
        }
        return latest;
    }

    private static Instant lastUpdated(Evse evse) {
        Instant latest = evse.lastUpdated();
        for (Connector connector : evse.connectors()) {
            latest = later(latest, connector.lastUpdated());
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static <E> @Nullable E first(List<E> elements, Predicate<E> wanted) {
        return elements.stream().filter(wanted).findFirst().orElse(null);
    }

    private static <E> List<E> upserted(List<E> elements, E element, Predicate<E> same) {
        List<E> result = new ArrayList<>(elements);
        for (int i = 0; i < result.size(); i++) {
            if (same.test(result.get(i))) {
                result.set(i, element);
                return result;
            }
        }
        result.add(element);
        return result;
    }
}
