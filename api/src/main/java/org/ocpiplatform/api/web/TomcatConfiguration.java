package org.ocpiplatform.api.web;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.ocpiplatform.api.EdgeSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.filter.UrlHandlerFilter;

/** How paths come through the servlet container to the controllers, and what happens to those that do not. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatForOcpi(Unrouted unrouted, EdgeSettings settings) {
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                // Ids may hold slashes; only who splits the path first may decode them.
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                // A client that sends too much shall get to read so, and not just lose its connection.
                connector.setProperty("maxSwallowSize", Integer.toString(4 * settings.maxBodyBytes()));
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.getPipeline().addValve(new ErrorValve(unrouted));
                }
            });
        };
    }

    /** Ahead of security, which would otherwise see another path than the controllers. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
        FilterRegistrationBean<UrlHandlerFilter> registration =
                new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler("/ocpi/**", "/admin/**")
                        .wrapRequest()
                        .build());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    HttpFirewall pathFirewall() {
        return new PathFirewall();
    }

    @Bean
    RequestRejectedHandler refusedByFirewall(Unrouted unrouted) {
        return (request, response, refusal) ->
                unrouted.answer(request, response, 400, request.getRequestURI(), String.valueOf(refusal.getMessage()));
    }
}
