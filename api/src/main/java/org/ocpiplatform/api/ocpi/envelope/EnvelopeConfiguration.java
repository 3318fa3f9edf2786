package org.ocpiplatform.api.ocpi.envelope;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the exchange in front of all other filters but those that follow a request in logs and traces. */
@Configuration(proxyBeanMethods = false)
class EnvelopeConfiguration {

    @Bean
    FilterRegistrationBean<ExchangeFilter> exchangeFilter(OcpiFailures failures, RequestMeters meters) {
        FilterRegistrationBean<ExchangeFilter> registration =
                new FilterRegistrationBean<>(new ExchangeFilter(failures, meters));
        registration.addUrlPatterns("/ocpi/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }
}
