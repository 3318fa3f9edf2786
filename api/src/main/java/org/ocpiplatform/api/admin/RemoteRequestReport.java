package org.ocpiplatform.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.remote.RemoteAnswer;
import org.ocpiplatform.contract.remote.RemoteOperation;
import org.ocpiplatform.contract.remote.RemoteRequestView;
import org.ocpiplatform.contract.remote.RemoteRequestView.Direction;
import org.ocpiplatform.contract.remote.RemoteResult;
import org.ocpiplatform.contract.remote.RequestNote;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.chargingprofiles.ActiveChargingProfile;
import org.ocpiplatform.ocpi.types.DisplayText;

/**
 * A remote request as administrators are shown it, without what is asked, which holds the driver's token.
 *
 * @param command of the Commands module; absent for others
 * @param operation of the ChargingProfiles module; absent for others
 * @param partnerId the platform at the other end
 * @param from the party that asks
 * @param to the CPO that is asked; null if it is not known
 * @param deadline until which a result is awaited; null where none is
 * @param timeout seconds that the response gives for the result; null before there is a response
 * @param response what was answered at once; null if nothing was
 * @param result the latest that counts; null before there is one
 * @param history oldest first
 */
record RemoteRequestReport(
        String uid,
        Direction direction,
        @Nullable RemoteOperation command,
        @Nullable RemoteOperation operation,
        String state,
        PartnerId partnerId,
        PartyId from,
        @JsonInclude(Include.ALWAYS) @Nullable PartyId to,
        Instant requestedAt,
        @JsonInclude(Include.ALWAYS) @Nullable Instant deadline,
        @JsonInclude(Include.ALWAYS) @Nullable Integer timeout,
        @JsonInclude(Include.ALWAYS) @Nullable Response response,
        @JsonInclude(Include.ALWAYS) @Nullable Result result,
        List<RequestNote> history) {

    /** The partner's, or our, immediate answer. */
    record Response(
            String result,
            int timeout,
            @JsonInclude(Include.ALWAYS) List<DisplayText> message) {

        static @Nullable Response of(@Nullable RemoteAnswer answer) {
            return answer == null ? null : new Response(answer.result(), answer.timeout(), answer.message());
        }
    }

    /**
     * What became of it at the charge point.
     *
     * @param profile that is active, if that was asked; absent for others
     */
    record Result(
            String result,
            @JsonInclude(Include.ALWAYS) List<DisplayText> message,
            @Nullable ActiveChargingProfile profile) {

        static @Nullable Result of(@Nullable RemoteResult result) {
            return result == null ? null : new Result(result.result(), result.message(), result.profile());
        }
    }

    static RemoteRequestReport of(RemoteRequestView request) {
        RemoteOperation operation = request.operation();
        RemoteAnswer answer = request.answer();
        return new RemoteRequestReport(
                request.id().value(),
                request.direction(),
                operation.ofProfiles() ? null : operation,
                operation.ofProfiles() ? operation : null,
                request.stage(),
                request.partnerId(),
                request.from(),
                request.to(),
                request.requestedAt(),
                request.deadline(),
                answer == null ? null : answer.timeout(),
                Response.of(answer),
                Result.of(request.result()),
                request.history());
    }
}
