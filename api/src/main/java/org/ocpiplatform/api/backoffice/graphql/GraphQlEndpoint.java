package org.ocpiplatform.api.backoffice.graphql;

import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ocpiplatform.api.http.JsonBodyArgument;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes requests as the GraphQL-over-HTTP draft has them: what is no JSON, or JSON that is no request, is answered 400
 * whatever the client accepts, all else by GraphQL.
 */
@Component
final class GraphQlEndpoint {

    /** GraphQL's names are not OCPI's. */
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private static final JacksonJsonHttpMessageConverter CONVERTER = new JacksonJsonHttpMessageConverter(PLAIN);
    private static final String QUERY = "query";

    private final JsonBodyArgument bodies;
    private final GraphQlHttpHandler answers;

    GraphQlEndpoint(JsonBodyArgument bodies, WebGraphQlHandler handler) {
        this.bodies = bodies;
        this.answers = new Answers(handler);
    }

    /** Answers a subscription with events, if the client takes them, and all else at once. */
    private static final class Answers extends GraphQlHttpHandler {

        Answers(WebGraphQlHandler handler) {
            super(handler);
        }

        @Override
        protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> answer) {
            if (!takesEvents(request.headers().asHttpHeaders())) {
                return super.prepareResponse(request, answer);
            }
            WebGraphQlResponse known = Objects.requireNonNull(answer.block());
            return known.getData() instanceof Publisher<?> results
                    ? EventStream.of(results)
                    : super.prepareResponse(request, Mono.just(known));
        }
    }

    /** Whether a client takes events, as is needed for a subscription. */
    static boolean takesEvents(HttpHeaders headers) {
        return headers.getAccept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
    }

    ServerResponse answer(ServerRequest request) throws ServletException {
        ServerRequest read;
        try {
            ObjectNode body = requireRequest(bodies.of(request.servletRequest()).object());
            read = ServerRequest.from(ServerRequest.create(request.servletRequest(), List.of(CONVERTER)))
                    // It is, whatever the client said of it or did not say.
                    .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                    .body(PLAIN.writeValueAsBytes(body))
                    .build();
        } catch (Refusal refusal) {
            return error(refusal.status(), refusal.getMessage());
        } catch (Rejection rejection) {
            return error(HttpStatus.BAD_REQUEST, String.valueOf(rejection.getMessage()));
        }
        return answers.handleRequest(read);
    }

    ServerResponse refuseMethod(ServerRequest request) {
        return error(HttpStatus.METHOD_NOT_ALLOWED, request.method() + " is not offered here", HttpMethod.POST);
    }

    private static ObjectNode requireRequest(ObjectNode body) {
        JsonNode query = body.get(QUERY);
        if (query == null || !query.isString() || query.asString().isBlank()) {
            throw Rejection.invalid("query must be the text of a GraphQL document");
        }
        JsonNode operation = body.get("operationName");
        if (operation != null && !operation.isNull() && !operation.isString()) {
            throw Rejection.invalid("operationName must be a text");
        }
        for (String name : List.of("variables", "extensions")) {
            JsonNode map = body.get(name);
            if (map != null && !map.isNull() && !map.isObject()) {
                throw Rejection.invalid(name + " must be an object");
            }
        }
        return body;
    }

    private static ServerResponse error(HttpStatus status, String message, HttpMethod... allowed) {
        Map<String, Object> error =
                Map.of("message", message, "extensions", Map.of("code", ErrorCode.BAD_REQUEST.name()));
        ServerResponse.BodyBuilder response = ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON);
        return (allowed.length == 0 ? response : response.allow(allowed)).body(Map.of("errors", List.of(error)));
    }
}
