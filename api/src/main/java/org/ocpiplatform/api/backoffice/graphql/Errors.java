package org.ocpiplatform.api.backoffice.graphql;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives every error a code, and tells no caller more of what went wrong here than that it did. */
@Component
final class Errors implements DataFetcherExceptionResolver, SubscriptionExceptionResolver, WebGraphQlInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String CODE = "code";

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable failure, DataFetchingEnvironment environment) {
        return Mono.just(List.of(error(GraphqlErrorBuilder.newError(environment), failure)));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable failure) {
        return Mono.just(List.of(error(GraphqlErrorBuilder.newError(), failure)));
    }

    private static GraphQLError error(GraphqlErrorBuilder<?> error, Throwable failure) {
        return switch (failure) {
            case BadArgument bad -> error(error, ErrorCode.BAD_REQUEST, bad.getMessage());
            case LoggedOut ended -> error(error, ErrorCode.UNAUTHORIZED, ended.getMessage());
            case Rejection refused
            when refused.code() == Rejection.Code.UNAVAILABLE ->
                error(error, ErrorCode.UNAVAILABLE, refused.getMessage());
            default -> {
                LOG.error("A GraphQL request failed", failure);
                yield error(error, ErrorCode.INTERNAL_ERROR, "the request could not be completed");
            }
        };
    }

    private static GraphQLError error(GraphqlErrorBuilder<?> error, ErrorCode code, @Nullable String message) {
        return error.message(String.valueOf(message).replace("%", "%%"))
                .errorType(code)
                .extensions(Map.of(CODE, code.name()))
                .build();
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request).map(response -> {
            ExecutionResult result = response.getExecutionResult();
            if (result.getData() instanceof Publisher<?> && !GraphQlEndpoint.takesEvents(request.getHeaders())) {
                return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                        response.getExecutionInput(),
                        ExecutionResult.newExecutionResult()
                                .addError(error(
                                        GraphqlErrorBuilder.newError(),
                                        ErrorCode.BAD_REQUEST,
                                        "a subscription needs Accept: text/event-stream"))
                                .build()));
            }
            return result.getErrors().isEmpty()
                    ? response
                    : response.transform(builder -> builder.errors(
                            result.getErrors().stream().map(Errors::withCode).toList()));
        });
    }

    /** Errors that GraphQL itself found have no code yet. */
    private static GraphQLError withCode(GraphQLError error) {
        Map<String, Object> extensions = new HashMap<>();
        if (error.getExtensions() != null) {
            extensions.putAll(error.getExtensions());
        }
        if (extensions.containsKey(CODE)) {
            return error;
        }
        boolean ours = error.getErrorType() == ErrorType.DataFetchingException
                || error.getErrorType() == ErrorType.NullValueInNonNullableField;
        extensions.put(CODE, (ours ? ErrorCode.INTERNAL_ERROR : ErrorCode.BAD_REQUEST).name());
        return GraphQLError.newError()
                .message(error.getMessage().replace("%", "%%"))
                .locations(error.getLocations())
                .path(error.getPath())
                .errorType(error.getErrorType())
                .extensions(extensions)
                .build();
    }
}
