package org.ocpiplatform.api.docs;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import java.util.Map;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the two paths of GraphQL, which have no controller that could do so. */
@Configuration(proxyBeanMethods = false)
class GraphQlDocs {

    private static final String QUERY = "{ evse(order_by: \"location\", limit: 10) { uid status locations { name } } }";

    @Bean
    GlobalOpenApiCustomizer graphQlRoutes() {
        return api -> List.of(BackOfficePaths.GRAPHQL, BackOfficePaths.GRAPHQL_ALIAS)
                .forEach(path -> api.path(path, new PathItem().post(operation())));
    }

    private static Operation operation() {
        return new Operation()
                .addTagsItem("back office")
                .summary("Answers GraphQL: the queries evse and locations, and with Accept: text/event-stream the"
                        + " subscription evse_status; introspection gives the schema")
                .security(List.of(new SecurityRequirement().addList(DocsConfiguration.ACCESS)))
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType(
                                        "application/json",
                                        new MediaType()
                                                .schema(new ObjectSchema()
                                                        .addProperty("query", new StringSchema())
                                                        .addProperty("operationName", new StringSchema())
                                                        .addProperty("variables", new ObjectSchema())
                                                        .required(List.of("query")))
                                                .example(Map.of("query", QUERY)))))
                .responses(new ApiResponses()
                        .addApiResponse("200", graphQl("data, or errors that say what is wrong in extensions.code"))
                        .addApiResponse("400", new ApiResponse().description("The body is no request of GraphQL"))
                        .addApiResponse(
                                "401", new ApiResponse().description("No token, or not a valid one of the kind")));
    }

    private static ApiResponse graphQl(String description) {
        MediaType answer = new MediaType()
                .schema(new ObjectSchema()
                        .addProperty("data", new ObjectSchema())
                        .addProperty("errors", new ArraySchema().items(new ObjectSchema())));
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType("application/json", answer)
                        .addMediaType("application/graphql-response+json", answer));
    }
}
