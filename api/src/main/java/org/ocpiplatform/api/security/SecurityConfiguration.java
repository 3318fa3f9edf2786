package org.ocpiplatform.api.security;

import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.backoffice.envelope.BackOfficeAnswers;
import org.ocpiplatform.api.backoffice.tokens.BackOfficeTokens;
import org.ocpiplatform.api.backoffice.tokens.TokenType;
import org.ocpiplatform.api.http.Problems;
import org.ocpiplatform.api.limits.CallerLimits;
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
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Five doors: applications with their token to where companies register and users log in, users with theirs to the rest
 * of the back office, partners with theirs to OCPI, consumers and auditors with theirs to streams and to the audit, and
 * administrators to these and to everything else but a few open paths.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String STREAMS = "/streams/**";
    private static final String AUDIT = "/audit/**";

    /** What answers without credentials. */
    private static final String[] OPEN = {
        "/actuator/health/**",
        "/docs",
        "/docs/**",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/images/**",
        "/graphiql",
        "/graphiql/**"
    };

    private static final LimitFilter.Refusing BACK_OFFICE = (request, response, message) ->
            BackOfficeAnswers.fail(response, HttpStatus.TOO_MANY_REQUESTS.value(), message);

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    AccessTokens accessTokens(SecureRandom random) {
        return new AccessTokens(random);
    }

    /** A span and a timer for each filter of the chain would tell nothing, and cost more than the filters. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Passwords are no credentials of requests here; saying so keeps Spring Boot from inventing a user. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new BadCredentialsException("there are no passwords");
        };
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain applications(HttpSecurity http, BackOfficeSettings settings, CallerLimits limits) {
        return forBrowsers(http)
                .securityMatcher(BackOfficePaths.REGISTER, BackOfficePaths.LOGIN)
                .addFilterBefore(new ApplicationFilter(settings), AuthorizationFilter.class)
                .addFilterBefore(new LimitFilter(limits, BACK_OFFICE), AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> paths.anyRequest().hasAuthority("APPLICATION"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                        bearer("the application token is needed, as in: Authorization: Bearer <token>")))
                .build();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    SecurityFilterChain backOffice(HttpSecurity http, BackOfficeTokens tokens, CallerLimits limits) {
        LimitFilter limited = new LimitFilter(limits, BACK_OFFICE);
        AuthenticationEntryPoint refused =
                bearer("a valid token of a login session that is open is needed, as in: Authorization: Bearer <token>");
        AuthenticationManager access = new ProviderManager(users(tokens, TokenType.ACCESS));
        AuthenticationManager refresh = new ProviderManager(users(tokens, TokenType.REFRESH));
        RequestMatcher refreshes = PathPatternRequestMatcher.withDefaults().matcher(BackOfficePaths.REFRESH);
        return forBrowsers(http)
                .securityMatcher(BackOfficePaths.PATTERNS.toArray(String[]::new))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(request ->
                                AuthorizationHeader.of(request, "Bearer").orElse(null))
                        .authenticationManagerResolver(request -> refreshes.matches(request) ? refresh : access)
                        .authenticationEntryPoint(limited.counting(refused)))
                .addFilterBefore(new UnavailableFilter(), BearerTokenAuthenticationFilter.class)
                .addFilterBefore(limited, AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> paths.anyRequest().hasAuthority("USER"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(refused))
                .build();
    }

    private static JwtAuthenticationProvider users(BackOfficeTokens tokens, TokenType type) {
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens.decoder(type));
        provider.setJwtAuthenticationConverter(token -> {
            BackOfficeCaller caller = BackOfficeTokens.caller(token);
            // Whether a refresh token is still good is decided by the session itself.
            if (type == TokenType.ACCESS && !tokens.isLoggedIn(caller)) {
                throw new InvalidBearerTokenException("the login session has ended");
            }
            return Authenticated.user(caller);
        });
        return provider;
    }

    private static AuthenticationEntryPoint bearer(String message) {
        return (request, response, e) -> BackOfficeAnswers.unauthorized(response, message);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 2)
    SecurityFilterChain partners(
            HttpSecurity http,
            Queries queries,
            LastContacts contacts,
            PartnerHabits habits,
            EnvelopeWriter envelopes,
            CallerLimits limits) {
        return stateless(http)
                .securityMatcher("/ocpi/**")
                // The other headers that browsers heed would only make every answer to a machine longer.
                .headers(headers -> headers.defaultsDisabled()
                        .cacheControl(Customizer.withDefaults())
                        .contentTypeOptions(Customizer.withDefaults())
                        .httpStrictTransportSecurity(Customizer.withDefaults()))
                .addFilterBefore(new PartnerFilter(queries, contacts, habits, envelopes), AuthorizationFilter.class)
                .addFilterBefore(
                        new LimitFilter(
                                limits,
                                (request, response, message) -> envelopes.fail(
                                        request,
                                        response,
                                        HttpStatus.TOO_MANY_REQUESTS.value(),
                                        StatusCode.CLIENT_ERROR,
                                        message)),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(paths -> paths.anyRequest().hasAuthority("PARTNER"))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Token");
                    envelopes.fail(
                            request,
                            response,
                            HttpStatus.UNAUTHORIZED.value(),
                            StatusCode.CLIENT_ERROR,
                            "a valid credentials token is needed, as in: Authorization: Token <Base64 of the token>");
                }))
                .build();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 3)
    SecurityFilterChain readers(
            HttpSecurity http, AdminToken token, BackOfficeTokens users, Queries queries, CallerLimits limits) {
        return forTokens(
                        http,
                        token,
                        users,
                        queries,
                        limits,
                        "the token of an administrator, a consumer or an auditor is needed")
                .securityMatcher(STREAMS, AUDIT)
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(STREAMS)
                        .hasAnyAuthority("ADMIN", "CONSUMER")
                        .anyRequest()
                        .hasAnyAuthority("ADMIN", "AUDITOR"))
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain administrators(
            HttpSecurity http, AdminToken token, BackOfficeTokens users, Queries queries, CallerLimits limits) {
        return forTokens(http, token, users, queries, limits, "the administrators' token is needed")
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority("ADMIN"))
                .build();
    }

    /** Whoever has one of our tokens that is good elsewhere only is told so. */
    private static HttpSecurity forTokens(
            HttpSecurity http,
            AdminToken token,
            BackOfficeTokens users,
            Queries queries,
            CallerLimits limits,
            String needed) {
        return forBrowsers(http)
                .addFilterBefore(new AdminFilter(token, users), AuthorizationFilter.class)
                .addFilterBefore(new ReaderFilter(queries), AuthorizationFilter.class)
                .addFilterBefore(
                        new LimitFilter(
                                limits,
                                (request, response, message) ->
                                        Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, message)),
                        AuthorizationFilter.class)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            Problems.write(
                                    response,
                                    HttpStatus.UNAUTHORIZED,
                                    needed + ", as in: Authorization: Bearer <token>");
                        })
                        .accessDeniedHandler((request, response, e) -> Problems.write(
                                response, HttpStatus.FORBIDDEN, "the token is valid, but not for this path")));
    }

    /** What browsers may show and load, and where they may tell of it. */
    private static HttpSecurity forBrowsers(HttpSecurity http) {
        return stateless(http)
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new PagePolicy()));
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
