package org.ocpiplatform.api.ocpi.objects;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.http.Routes;
import org.ocpiplatform.api.ocpi.exchange.OcpiExchange;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives controllers the object or the page that their request is about. The path's variables are
 * {@code {country_code}}, {@code {party_id}} and the one after them, the object's id; what is below the object comes
 * after that.
 */
@Component
public final class ObjectArguments implements HandlerMethodArgumentResolver {

    private static final String COUNTRY_CODE = "country_code";
    private static final String PARTY_ID = "party_id";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<Class<?>> TYPES = Set.of(OwnerPath.class, ObjectId.class, PageQuery.class);

    private final EdgeSettings settings;
    private final Map<String, String> idVariables = new ConcurrentHashMap<>();

    ObjectArguments(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        if (parameter.getParameterType() == PageQuery.class) {
            return PageQuery.parse(OcpiExchange.of(request).path(), request.getQueryString(), settings);
        }
        @SuppressWarnings("unchecked")
        Map<String, String> variables =
                (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        CiString id = CiString.of(Objects.requireNonNull(variables.get(idVariable(Routes.of(request)))));
        return parameter.getParameterType() == ObjectId.class
                ? new ObjectId(id)
                : new OwnerPath(
                        PartyId.of(
                                Objects.requireNonNull(variables.get(COUNTRY_CODE)),
                                Objects.requireNonNull(variables.get(PARTY_ID))),
                        id);
    }

    private String idVariable(String pattern) {
        String known = idVariables.get(pattern);
        return known == null ? idVariables.computeIfAbsent(pattern, ObjectArguments::findIdVariable) : known;
    }

    private static String findIdVariable(String pattern) {
        return VARIABLE.matcher(pattern)
                .results()
                .map(variable -> variable.group(1))
                .filter(name -> !name.equals(COUNTRY_CODE) && !name.equals(PARTY_ID))
                .findFirst()
                .orElseThrow();
    }
}
