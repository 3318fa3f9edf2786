package org.ocpiplatform.read.remote;

import org.ocpiplatform.contract.incoming.IncomingRequest;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ForwardingFailed;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ReplyIgnored;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAbandoned;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestAccepted;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestForwarded;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestReceived;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.RequestRefused;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultDetermined;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultSent;
import org.ocpiplatform.contract.incoming.IncomingRequestEvent.ResultUndeliverable;
import org.ocpiplatform.contract.incoming.IncomingState;

/** What happened to a request, in words for a help desk; the token's uid is left out, also where others quote it. */
final class IncomingTexts {

    private IncomingTexts() {}

    /**
     * One event in words.
     *
     * @param state before the event; after it for the first
     */
    static String of(IncomingRequestEvent event, IncomingState state) {
        IncomingRequest request = state.request();
        String text = switch (event) {
            case RequestReceived it -> asked(request);
            case RequestRefused it ->
                asked(request) + "; answered " + it.answer().result()
                        + RequestTexts.said(it.answer().message());
            case RequestForwarded it -> "Sent to the charge point back end";
            case RequestAccepted it ->
                request.sender() + " was answered ACCEPTED, while the charge point back end had not answered yet";
            case ForwardingFailed it -> "The charge point back end did not take it: " + it.detail();
            case RequestAbandoned it -> request.sender() + " was not answered, as the platform was stopped meanwhile";
            case ResultDetermined it -> determined(it, request);
            case ReplyIgnored it ->
                "The charge point answered " + RequestTexts.word(it.reply()) + " too late or again; ignored";
            case ResultSent it -> "Result " + told(state, it.number()) + " delivered to " + request.sender();
            case ResultUndeliverable it ->
                "Result " + told(state, it.number()) + " could not be delivered to " + request.sender() + ": "
                        + it.detail();
        };
        return RequestTexts.withoutUid(text, request.content());
    }

    private static String asked(IncomingRequest request) {
        return request.sender() + " asks " + RequestTexts.what(request.operation(), request.content());
    }

    private static String determined(ResultDetermined event, IncomingRequest request) {
        return switch (event.cause()) {
            case CHARGE_POINT -> "The charge point answered " + RequestTexts.word(event.result());
            case DEADLINE -> "The charge point did not answer within " + RequestTexts.seconds(request.timeout());
            case NOT_FORWARDED -> "The result is " + event.result().result() + ", as it was answered ACCEPTED before";
            case CANCELLATION -> "The CPO cannot keep the reservation: " + RequestTexts.word(event.result());
        };
    }

    private static String told(IncomingState state, int number) {
        return state.results().get(number - 1).result();
    }
}
