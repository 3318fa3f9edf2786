package org.ocpiplatform.api.web;

import jakarta.servlet.MultipartConfigElement;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.backoffice.images.UploadLimits;
import org.ocpiplatform.api.limits.LimitSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** How paths come through the servlet container to the controllers, and what happens to those that do not. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final int IN_MEMORY_BYTES = 64 * 1024;
    /** Twice as much as Tomcat's default, so that lists need half the writes; every open connection holds so much. */
    private static final int WRITTEN_AT_ONCE = 16 * 1024;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatForOcpi(
            Unrouted unrouted, EdgeSettings settings, BackOfficeSettings backOffice, LimitSettings limits) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof BoundedProtocol protocol) {
                    protocol.bound(limits.transfers());
                }
                // Ids may hold slashes; only who splits the path first may decode them.
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                // A client that sends too much shall get to read so, and not just lose its connection.
                connector.setProperty(
                        "maxSwallowSize",
                        Long.toString(
                                Math.max(4L * settings.maxBodyBytes(), 2 * UploadLimits.requestBytes(backOffice))));
                connector.setMaxPartCount(UploadLimits.MAX_PARTS);
                connector.setProperty("socket.appWriteBufSize", Integer.toString(WRITTEN_AT_ONCE));
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.getPipeline().addValve(new ErrorValve(unrouted));
                }
            });
        };
    }

    /** Files of a request are counted one by one by whoever takes them; here only the whole is bounded. */
    @Bean
    MultipartConfigElement uploads(BackOfficeSettings backOffice) {
        // The container's own directory may be gone when a platform has run for long and temporary files are tidied up.
        return new MultipartConfigElement(
                System.getProperty("java.io.tmpdir"), -1, UploadLimits.requestBytes(backOffice), IN_MEMORY_BYTES);
    }

    @Bean
    FilterRegistrationBean<PacedAnswers> pacedAnswers() {
        FilterRegistrationBean<PacedAnswers> registration = new FilterRegistrationBean<>(new PacedAnswers());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Ahead of security, which would otherwise see another path than the controllers. */
    @Bean
    FilterRegistrationBean<TrailingSlashes> trailingSlashes() {
        FilterRegistrationBean<TrailingSlashes> registration = new FilterRegistrationBean<>(new TrailingSlashes(
                "/ocpi/**", "/admin/**", "/audit/**", "/streams/**", "/2.2/**", "/graphql/**", "/graphiql/**"));
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
