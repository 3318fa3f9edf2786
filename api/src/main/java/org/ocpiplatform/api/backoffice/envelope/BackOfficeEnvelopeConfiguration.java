package org.ocpiplatform.api.backoffice.envelope;

import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the back office's filter in front of all others, and its interceptor in front of its controllers. */
@Configuration(proxyBeanMethods = false)
class BackOfficeEnvelopeConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NoOptions()).addPathPatterns(BackOfficePaths.PATTERNS);
    }

    @Bean
    FilterRegistrationBean<BackOfficeFilter> backOfficeFilter() {
        FilterRegistrationBean<BackOfficeFilter> registration = new FilterRegistrationBean<>(new BackOfficeFilter());
        registration.addUrlPatterns("/ocpi/*", "/2.2/*", "/graphql/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
