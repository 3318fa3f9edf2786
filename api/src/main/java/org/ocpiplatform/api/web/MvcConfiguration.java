package org.ocpiplatform.api.web;

import java.util.List;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.envelope.BackOfficeAnswers;
import org.ocpiplatform.api.http.JsonBodyArgument;
import org.ocpiplatform.api.ocpi.envelope.OcpiAnswerHandler;
import org.ocpiplatform.api.ocpi.exchange.ExchangeArgument;
import org.ocpiplatform.api.ocpi.objects.ObjectArguments;
import org.ocpiplatform.api.ocpi.routing.RoutingInterceptor;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Teaches Spring MVC the parameters and answers of our controllers, and our JSON. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:org/ocpiplatform/api/edge.properties")
class MvcConfiguration implements WebMvcConfigurer {

    private final ExchangeArgument exchanges;
    private final ObjectArguments objects;
    private final JsonBodyArgument bodies;
    private final OcpiAnswerHandler answers;
    private final BackOfficeAnswers backOfficeAnswers;
    private final RoutingInterceptor routing;

    MvcConfiguration(
            ExchangeArgument exchanges,
            ObjectArguments objects,
            JsonBodyArgument bodies,
            OcpiAnswerHandler answers,
            BackOfficeAnswers backOfficeAnswers,
            RoutingInterceptor routing) {
        this.exchanges = exchanges;
        this.objects = objects;
        this.bodies = bodies;
        this.answers = answers;
        this.backOfficeAnswers = backOfficeAnswers;
        this.routing = routing;
    }

    @Bean
    static WebMvcRegistrations routesAndAnswers() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new RouteMapping();
            }

            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new AnswersFirst();
            }
        };
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(List.of(exchanges, objects, bodies));
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.addAll(List.of(answers, backOfficeAnswers));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(routing).addPathPatterns("/ocpi/**").excludePathPatterns(BackOfficePaths.PATTERNS);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(OcpiJson.mapper()));
    }
}
