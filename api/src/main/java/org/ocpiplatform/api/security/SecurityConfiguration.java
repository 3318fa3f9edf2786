package org.ocpiplatform.api.security;

import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.api.ocpi.envelope.EnvelopeWriter;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.ocpi.StatusCode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Two doors: partners with their tokens to OCPI, administrators with theirs to all the rest but a few open paths. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** What answers without credentials. */
    private static final String[] OPEN = {
        "/actuator/health/**", "/docs", "/docs/**", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**"
    };

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    AccessTokens accessTokens(SecureRandom random) {
        return new AccessTokens(random);
    }

    /** There are no passwords here; saying so keeps Spring Boot from inventing a user. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new BadCredentialsException("there are no passwords");
        };
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain partners(
            HttpSecurity http, Queries queries, LastContacts contacts, PartnerHabits habits, EnvelopeWriter envelopes) {
        return stateless(http)
                .securityMatcher("/ocpi/**")
                // The other headers that browsers heed would only make every answer to a machine longer.
                .headers(headers -> headers.defaultsDisabled()
                        .cacheControl(Customizer.withDefaults())
                        .contentTypeOptions(Customizer.withDefaults()))
                .addFilterBefore(new PartnerFilter(queries, contacts, habits), AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> paths.anyRequest().hasAuthority("PARTNER"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Token");
                    envelopes.fail(
                            response,
                            HttpStatus.UNAUTHORIZED.value(),
                            StatusCode.CLIENT_ERROR,
                            "a valid credentials token is needed, as in: Authorization: Token <Base64 of the token>");
                }))
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain administrators(HttpSecurity http, AdminToken token) {
        return stateless(http)
                .addFilterBefore(new AdminFilter(token), AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority("ADMIN"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                    Problems.write(
                            response,
                            HttpStatus.UNAUTHORIZED,
                            "the administrators' token is needed, as in: Authorization: Bearer <token>");
                }))
                .build();
    }

    /** Tokens come with every request, so nothing is kept between requests and browsers have nothing to send along. */
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
