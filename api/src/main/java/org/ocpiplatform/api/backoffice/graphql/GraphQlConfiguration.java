package org.ocpiplatform.api.backoffice.graphql;

import graphql.parser.ParserOptions;
import java.time.Instant;
import java.util.Optional;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.tokens.BackOfficeTokens;
import org.ocpiplatform.api.backoffice.tokens.TokenType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.webmvc.GraphiQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where and within which bounds GraphQL is answered. The page for developers at {@code /graphiql}, which is open, loads
 * GraphiQL and React from esm.sh in the browser and sends its queries to {@code /graphql}; the access token goes into its
 * header editor as {@code {"Authorization": "Bearer …"}}. It asks for no subscriptions, because it would do so over
 * WebSocket.
 */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {

    private static final String PAGE = "/graphiql";

    private static final ParserOptions BOUNDS = ParserOptions.newParserOptions()
            .maxCharacters(100_000)
            .maxTokens(5_000)
            .maxWhitespaceTokens(50_000)
            .maxRuleDepth(200)
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .build();

    /**
     * In place of Spring Boot's routes, which look at the media types of every POST before they look at its path, and so
     * would refuse requests that are none of theirs.
     */
    @Bean
    RouterFunction<ServerResponse> backOfficeGraphQl(GraphQlEndpoint endpoint) {
        GraphiQlHandler page = new GraphiQlHandler(BackOfficePaths.GRAPHQL_ALIAS, "");
        return RouterFunctions.route()
                .POST(BackOfficePaths.GRAPHQL, endpoint::answer)
                .POST(BackOfficePaths.GRAPHQL_ALIAS, endpoint::answer)
                .route(request -> isOurs(request.path()), endpoint::refuseMethod)
                .GET(PAGE, page::handleRequest)
                .build();
    }

    @Bean
    WebGraphQlHandler webGraphQlHandler(
            ExecutionGraphQlService service, ObjectProvider<WebGraphQlInterceptor> interceptors) {
        return WebGraphQlHandler.builder(service)
                .interceptors(interceptors.orderedStream().toList())
                .build();
    }

    private static boolean isOurs(String path) {
        return path.equals(BackOfficePaths.GRAPHQL) || path.equals(BackOfficePaths.GRAPHQL_ALIAS);
    }

    @Bean
    WebGraphQlInterceptor bounds(BackOfficeTokens tokens) {
        return (request, chain) -> {
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(context -> {
                        context.put(ParserOptions.class, BOUNDS);
                        if (GraphQlEndpoint.takesEvents(request.getHeaders())) {
                            expiry(request.getHeaders(), tokens)
                                    .ifPresent(expiry -> context.put(StatusController.EXPIRY, expiry));
                        }
                    })
                    .build());
            return chain.next(request);
        };
    }

    /** When the access token expires that came with a request and was found good. */
    private static Optional<Instant> expiry(HttpHeaders headers, BackOfficeTokens tokens) {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
                .map(header -> tokens.decoder(TokenType.ACCESS)
                        .decode(header.substring(header.indexOf(' ') + 1).strip())
                        .getExpiresAt());
    }

    /** What is not annotated is wired by hand, which the inspection does not see. */
    @Bean
    GraphQlSourceBuilderCustomizer withoutInspection() {
        return source -> source.inspectSchemaMappings(report -> {});
    }
}
