package org.ocpiplatform.api.streams;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.web.BrokenAnswer;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.changes.ChangeLog;
import org.ocpiplatform.contract.changes.ChangeReader;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReader;
import org.ocpiplatform.contract.readers.ReaderView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes as consumers follow them. */
@RestController
@Tag(name = "streams")
final class StreamsController {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsController.class);
    private static final String ADMINISTRATOR = "admin";

    private final ChangeLog changes;
    private final Queries queries;
    private final StreamSlots slots;
    private final StreamSettings settings;

    StreamsController(ChangeLog changes, Queries queries, StreamSlots slots, StreamSettings settings) {
        this.changes = changes;
        this.queries = queries;
        this.slots = slots;
        this.settings = settings;
    }

    @GetMapping(
            path = "/streams/events",
            produces = {MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
    @Operation(
            summary = "All changes of OCPI objects as CloudEvents, from the beginning or a position on, and live",
            description =
                    "Server-sent events, or one CloudEvent a line for Accept: application/x-ndjson. In the order of"
                            + " their positions, without a gap and without a repeat. A comment, or an empty line, comes"
                            + " where there is nothing to tell.")
    @ApiResponse(
            responseCode = "200",
            description = "The changes",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject("id: 42\ndata: " + EVENT + "\n\n")),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(EVENT))
            })
    @ApiResponse(responseCode = "400", description = "A parameter makes no sense, or lies beyond the last event")
    @ApiResponse(responseCode = "401", description = "No token, or none that is known")
    @ApiResponse(responseCode = "403", description = "A token that is good elsewhere, or a module of others")
    @ApiResponse(responseCode = "406", description = "Neither server-sent events nor lines are accepted")
    @ApiResponse(responseCode = "429", description = "The consumer has too many streams open")
    void follow(
            @Parameter(hidden = true) @AuthenticationPrincipal @Nullable ReaderView consumer,
            @Parameter(description = "Names with commas in between; all that the consumer may follow if absent")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> modules,
            @Parameter(description = "Position of the last event that is known already")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "beginning, which an absent one means, or now")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "false: ends with the event that is the last one now")
                    @RequestParam(required = false)
                    @Nullable
                    String follow,
            @Parameter(description = "Position of the last event that is known already; goes before after and from")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        StreamFormat format = StreamFormat.of(request.getHeader("Accept"));
        Set<String> wanted = StreamRequest.modules(modules, consumer);
        StreamRequest asked = StreamRequest.of(wanted, lastEventId, after, from, follow, changes.head());
        response.setContentType(format.contentType());
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that gather answers before they pass them on would hold up heartbeats.
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            return;
        }
        String reader = consumer == null ? ADMINISTRATOR : consumer.id().value();
        StreamSlots.Slot slot = slots.take(reader);
        try {
            begin(consumer, asked, format, slot, request, response);
        } catch (IOException | RuntimeException e) {
            slot.close();
            throw e;
        }
    }

    /** Leaves the request's thread once the head is sent; what comes then is written by a thread of its own. */
    private void begin(
            @Nullable ReaderView consumer,
            StreamRequest asked,
            StreamFormat format,
            StreamSlots.Slot slot,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ChangeReader opened =
                changes.open(asked.after(), asked.modules(), consumer == null ? null : consumer.pseudonymKey());
        slot.reached(asked.after());
        ChangeStream stream = new ChangeStream(
                new Reported(opened, slot),
                format,
                asked,
                settings.heartbeat(),
                slot::isDoubted,
                () -> consumer == null || isStillGood(consumer));
        try {
            OutputStream out = response.getOutputStream();
            if (format == StreamFormat.SSE) {
                out.write(format.heartbeat());
            }
            response.flushBuffer();
            AsyncContext exchange = request.startAsync();
            exchange.setTimeout(0);
            Thread writer = Thread.ofVirtual().name("stream").unstarted(() -> run(stream, opened, slot, exchange, out));
            exchange.addListener(new Departure(writer));
            writer.start();
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Tells the slot how far its stream has come. */
    private record Reported(ChangeReader changes, StreamSlots.Slot slot) implements ChangeReader {

        @Override
        public Page read(int limit, Duration patience) throws InterruptedException {
            Page page = changes.read(limit, patience);
            slot.reached(page.position());
            return page;
        }

        @Override
        public void close() {
            changes.close();
        }
    }

    private static void run(
            ChangeStream stream, ChangeReader opened, StreamSlots.Slot slot, AsyncContext exchange, OutputStream out) {
        try (slot;
                opened) {
            stream.write(out);
        } catch (RuntimeException e) {
            LOG.error("A stream cannot go on", e);
            BrokenAnswer.breakOff(exchange.getRequest());
        } finally {
            complete(exchange);
        }
    }

    private static void complete(AsyncContext exchange) {
        try {
            exchange.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The container has ended the exchange already", e);
        }
    }

    /** Another token was issued since, or the consumer is revoked: both end what began with this one. */
    private boolean isStillGood(ReaderView consumer) {
        try {
            return queries.optional(new FindReader(consumer.id()), ReaderView.class)
                    .filter(consumer::equals)
                    .isPresent();
        } catch (Rejection e) {
            LOG.debug("Cannot tell whether {} may still read", consumer.id(), e);
            return true;
        }
    }

    private static final String EVENT = """
        {"specversion":"1.0","id":"42","source":"/ocpi/cpo/tariffs","type":"ocpi.tariffs.replaced","subject":\
        "NL/TNM/T1","time":"2026-03-01T10:00:00Z","datacontenttype":"application/json","data":{"id":"T1"}}\
        """;
}
