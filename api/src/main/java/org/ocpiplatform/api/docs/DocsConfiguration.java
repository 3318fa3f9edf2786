package org.ocpiplatform.api.docs;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.backoffice.BackOfficeAnswer;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.http.JsonBody;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswer;
import org.ocpiplatform.api.ocpi.exchange.BodyExample;
import org.ocpiplatform.api.ocpi.exchange.BodyExamples;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.api.ocpi.objects.ObjectId;
import org.ocpiplatform.api.ocpi.objects.OwnerPath;
import org.ocpiplatform.api.ocpi.objects.PageQuery;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Builds the description of the routes. What all routes of OCPI share is added here, so that controllers only say what
 * is theirs.
 */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration {

    private static final String TOKEN = "Token";
    private static final String JSON = "application/json";
    private static final String BEARER = "Bearer";
    private static final String APPLICATION = "ApplicationToken";
    static final String ACCESS = "AccessToken";
    private static final String REFRESH = "RefreshToken";
    private static final String CONSUMER = "ConsumerToken";
    private static final String AUDITOR = "AuditorToken";
    private static final String ENVELOPE = "Envelope";
    private static final String BACK_OFFICE_ENVELOPE = "BackOfficeEnvelope";
    /** For everybody. */
    private static final String IMAGES = "/images/";

    private static final Pattern MODULE = Pattern.compile("^/ocpi/(\\w+)/2\\.3\\.0/(\\w+)");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, String> VARIABLES = Map.of(
            "country_code", "Country code of the party that owns the object, in any case",
            "party_id", "Party id of the party that owns the object, in any case",
            "id", "Id of the partner",
            "consumer_id", "Id of the consumer",
            "auditor_id", "Id of the auditor",
            "kid", "Id of the key",
            "name", "Name of the projection",
            "command", "Name of the command, such as START_SESSION",
            "operation", "ACTIVE_CHARGING_PROFILE, CHARGING_PROFILE or CLEAR_PROFILE",
            "uid", "Id of the request");
    private static final String ANY_ID = "In any case; percent-encoded";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        OcpiExchange.class,
                        Side.class,
                        JsonBody.class,
                        OwnerPath.class,
                        ObjectId.class,
                        PageQuery.class,
                        BackOfficeCaller.class)
                .addResponseTypeToIgnore(OcpiAnswer.class)
                .addResponseTypeToIgnore(BackOfficeAnswer.class)
                .replaceWithClass(CiString.class, String.class);
    }

    @Bean
    OpenAPI openApi(EdgeSettings settings) {
        return new OpenAPI()
                .info(new Info()
                        .title("OCPI platform")
                        .version("2.3.0")
                        .description("OCPI 2.3.0, the back office, the administration and the audit of this platform."))
                .servers(List.of(new Server().url(settings.url(""))))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("Authorization")
                                        .description("The word Token, a space, and the credentials token in Base64."))
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("The administrators' token, or the access token of an ADMIN."))
                        .addSecuritySchemes(APPLICATION, bearer("The application token.", null))
                        .addSecuritySchemes(ACCESS, bearer("The access token of a login.", "JWT"))
                        .addSecuritySchemes(REFRESH, bearer("The refresh token of a login.", "JWT"))
                        .addSecuritySchemes(CONSUMER, bearer("The token of a consumer of streams.", null))
                        .addSecuritySchemes(AUDITOR, bearer("The token of an auditor.", null))
                        .addSchemas(ENVELOPE, envelope())
                        .addSchemas(BACK_OFFICE_ENVELOPE, backOfficeEnvelope()));
    }

    /** Routes of OCPI: their parameters, headers and responses. */
    @Bean
    GlobalOperationCustomizer ocpiOperations() {
        return (operation, method) -> {
            BodyExample body = method.getMethodAnnotation(BodyExample.class);
            if (body != null) {
                operation.setRequestBody(body(body));
            }
            if (Arrays.asList(method.getMethod().getParameterTypes()).contains(PageQuery.class)) {
                paging(operation);
            }
            if (method.getMethod().getReturnType() == OcpiAnswer.class) {
                header(operation, "X-Request-ID");
                header(operation, "X-Correlation-ID");
                operation.setResponses(new ApiResponses()
                        .addApiResponse("200", response("Outcome in status_code: 1000 is success", ENVELOPE))
                        .addApiResponse("401", response("No or unknown credentials token", ENVELOPE))
                        .addApiResponse("404", response("Unknown, or not the caller's", ENVELOPE)));
            }
            return operation;
        };
    }

    /** Routes of the back office: what all of them share is added to the responses that each says itself. */
    @Bean
    GlobalOperationCustomizer backOfficeOperations() {
        return (operation, method) -> {
            if (method.getMethod().getReturnType() != BackOfficeAnswer.class) {
                return operation;
            }
            operation.setTags(List.of("back office"));
            header(operation, "X-Request-ID");
            header(operation, "X-Correlation-ID");
            ApiResponses responses = Objects.requireNonNullElseGet(operation.getResponses(), ApiResponses::new);
            responses.putIfAbsent("200", new ApiResponse().description("Success"));
            responses.putIfAbsent("401", new ApiResponse().description("No token, or not a valid one of the kind"));
            responses.putIfAbsent("500", new ApiResponse().description("The request could not be completed"));
            responses.replaceAll((status, told) -> inEnvelope(told));
            operation.setResponses(responses);
            return operation;
        };
    }

    /** Path variables and security, which follow from the path alone. */
    @Bean
    GlobalOpenApiCustomizer pathsAndSecurity() {
        return api -> Objects.requireNonNull(api.getPaths())
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    tagAndRoute(path, operation);
                    operation.setSecurity(
                            path.startsWith(IMAGES)
                                    ? List.of()
                                    : schemes(path).stream()
                                            .map(scheme -> new SecurityRequirement().addList(scheme))
                                            .toList());
                    VARIABLE.matcher(path)
                            .results()
                            .map(found -> found.group(1))
                            .forEach(name -> {
                                if (operation.getParameters() == null
                                        || operation.getParameters().stream()
                                                .noneMatch(known -> name.equals(known.getName()))) {
                                    operation.addParametersItem(new Parameter()
                                            .in("path")
                                            .name(name)
                                            .required(true)
                                            .schema(new StringSchema())
                                            .description(VARIABLES.getOrDefault(name, ANY_ID)));
                                }
                            });
                }));
    }

    /** Any one of them is enough. */
    private static List<String> schemes(String path) {
        if (path.startsWith("/streams/")) {
            return List.of(BEARER, CONSUMER);
        }
        return path.startsWith("/audit/") ? List.of(BEARER, AUDITOR) : List.of(scheme(path));
    }

    private static String scheme(String path) {
        return switch (path) {
            case BackOfficePaths.REGISTER, BackOfficePaths.LOGIN -> APPLICATION;
            case BackOfficePaths.REFRESH -> REFRESH;
            default -> BackOfficePaths.cover(path) ? ACCESS : OcpiExchange.covers(path) ? TOKEN : BEARER;
        };
    }

    private static SecurityScheme bearer(String description, @Nullable String format) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat(format)
                .description(description);
    }

    private static void tagAndRoute(String path, Operation operation) {
        Matcher module = MODULE.matcher(path);
        if (module.find()) {
            operation.setTags(List.of(module.group(2) + ", " + module.group(1) + " side"));
        }
        if (OcpiExchange.isRouted(path)) {
            List.of("from", "to").forEach(direction -> {
                header(operation, "OCPI-" + direction + "-country-code");
                header(operation, "OCPI-" + direction + "-party-id");
            });
        }
    }

    private static void paging(Operation operation) {
        query(operation, "date_from", new StringSchema().format("date-time"), "Objects updated at or after, in UTC");
        query(operation, "date_to", new StringSchema().format("date-time"), "Objects updated before, in UTC");
        query(operation, "offset", new IntegerSchema().minimum(BigDecimal.ZERO), "Objects to leave out");
        query(operation, "limit", new IntegerSchema().minimum(BigDecimal.ONE), "Objects wanted at most");
    }

    private static void query(Operation operation, String name, Schema<?> schema, String description) {
        operation.addParametersItem(
                new Parameter().in("query").name(name).schema(schema).description(description));
    }

    private static void header(Operation operation, String name) {
        operation.addParametersItem(new Parameter()
                .in("header")
                .name(name)
                .schema(new StringSchema())
                .required(false));
    }

    private static RequestBody body(BodyExample body) {
        return new RequestBody()
                .required(body.required())
                .content(new Content()
                        .addMediaType(
                                JSON, new MediaType().schema(new ObjectSchema()).example(example(body.value()))));
    }

    private static Object example(String name) {
        try {
            return Json.mapper().readTree(BodyExamples.read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiResponse response(String description, String schema) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                JSON, new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + schema))));
    }

    /** The same in the back office's envelope, with the example if there is one. */
    private static ApiResponse inEnvelope(ApiResponse told) {
        ApiResponse response = response(told.getDescription(), BACK_OFFICE_ENVELOPE);
        if (told.getContent() != null
                && told.getContent().get(JSON) instanceof MediaType shown
                && shown.getExample() != null) {
            response.getContent().values().forEach(answer -> answer.setExample(shown.getExample()));
        }
        return response;
    }

    private static Schema<?> envelope() {
        return new ObjectSchema()
                .addProperty("data", new Schema<>().description("Absent on errors and where OCPI defines none"))
                .addProperty("status_code", new IntegerSchema().description("1000 to 1999 is success"))
                .addProperty("status_message", new StringSchema())
                .addProperty("timestamp", new StringSchema().format("date-time"))
                .required(List.of("status_code", "timestamp"));
    }

    private static Schema<?> backOfficeEnvelope() {
        return new ObjectSchema()
                .addProperty("status", new IntegerSchema().description("The HTTP status"))
                .addProperty(
                        "data",
                        new Schema<>()
                                .description("An empty list if there is nothing to tell; on 400 it may be an object"
                                        + " that says for each field what is wrong"))
                .addProperty("message", new StringSchema())
                .required(List.of("status", "data", "message"));
    }
}
