package org.ocpiplatform.api.security;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.partners.PartnerCommand.RecordQuirks;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerQuirks;
import org.ocpiplatform.contract.partners.PartnerView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices where partners depart from the protocol in what they send. A partner's record is changed, beside the request,
 * when several requests in a row were other than it says.
 */
@Component
final class PartnerHabits {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerHabits.class);

    /** Requests after which a change that could not be recorded is tried again. */
    private static final int AGAIN_AFTER = 1_000;

    private final Commands commands;
    private final Map<Watched, Integer> surprises = new ConcurrentHashMap<>();

    PartnerHabits(Commands commands) {
        this.commands = commands;
    }

    /** What a request tells about a partner. */
    private enum Habit {
        RAW_TOKEN(
                3,
                PartnerQuirks::rawToken,
                (quirks, value) -> new PartnerQuirks(
                        value, quirks.trailingSlash(), quirks.pageLimit(), quirks.noRoutingHeaders())),
        TRAILING_SLASH(
                3,
                PartnerQuirks::trailingSlash,
                (quirks, value) ->
                        new PartnerQuirks(quirks.rawToken(), value, quirks.pageLimit(), quirks.noRoutingHeaders())),
        /** Of no effect on calls, and many send them in some modules only. */
        NO_ROUTING_HEADERS(
                30,
                PartnerQuirks::noRoutingHeaders,
                (quirks, value) ->
                        new PartnerQuirks(quirks.rawToken(), quirks.trailingSlash(), quirks.pageLimit(), value));

        /** Requests in a row after which it is no accident. */
        private final int inARow;

        private final Function<PartnerQuirks, @Nullable Boolean> recorded;
        private final BiFunction<PartnerQuirks, @Nullable Boolean, PartnerQuirks> changed;

        Habit(
                int inARow,
                Function<PartnerQuirks, @Nullable Boolean> recorded,
                BiFunction<PartnerQuirks, @Nullable Boolean, PartnerQuirks> changed) {
            this.inARow = inARow;
            this.recorded = recorded;
            this.changed = changed;
        }

        boolean isRecordedOf(PartnerView partner) {
            return Objects.requireNonNullElse(recorded.apply(partner.quirksSeen()), false);
        }
    }

    private record Watched(PartnerId partner, Habit habit) {}

    /**
     * Notices how a request was made.
     *
     * @param rawToken whether its token came as it is, and not in Base64
     */
    void saw(PartnerView partner, boolean rawToken, OcpiExchange exchange) {
        boolean news = notice(partner, Habit.RAW_TOKEN, rawToken);
        news |= notice(partner, Habit.TRAILING_SLASH, exchange.path().endsWith("/"));
        if (exchange.isRouted()) {
            news |= notice(partner, Habit.NO_ROUTING_HEADERS, !exchange.namesParties());
        }
        if (news) {
            PartnerQuirks quirks = quirksNow(partner);
            Thread.ofVirtual().name("partner-habits").start(() -> record(partner.id(), quirks));
        }
    }

    /** Whether it has become clear just now that the partner's record is wrong. */
    private boolean notice(PartnerView partner, Habit habit, boolean departs) {
        Watched watched = new Watched(partner.id(), habit);
        if (departs == habit.isRecordedOf(partner)) {
            surprises.remove(watched);
            return false;
        }
        int seen = Objects.requireNonNull(
                surprises.merge(watched, 1, (before, one) -> before >= AGAIN_AFTER ? habit.inARow : before + one));
        return seen == habit.inARow;
    }

    /** With all habits that are other than recorded, also those whose change is under way. */
    private PartnerQuirks quirksNow(PartnerView partner) {
        PartnerQuirks quirks = partner.quirksSeen();
        for (Habit habit : Habit.values()) {
            if (surprises.getOrDefault(new Watched(partner.id(), habit), 0) >= habit.inARow) {
                quirks = habit.changed.apply(quirks, habit.isRecordedOf(partner) ? null : true);
            }
        }
        return quirks;
    }

    private void record(PartnerId partner, PartnerQuirks quirks) {
        try {
            commands.send(new RecordQuirks(partner, quirks), Map.of(), WriteResult.class);
        } catch (RuntimeException e) {
            LOG.debug("The habits of partner {} could not be recorded", partner, e);
        }
    }
}
