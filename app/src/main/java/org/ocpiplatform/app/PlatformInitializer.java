package org.ocpiplatform.app;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Before there are any beans, the settings are read and the embedded stores begin to start: they need as long as the
 * making of the beans, and settings that cannot be used end the start before anything is touched.
 */
final class PlatformInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final String PREFIX = "ocpi";
    private static final String STORES = "embeddedStores";

    @Override
    public void initialize(GenericApplicationContext context) {
        PlatformSettings settings = settings(context.getEnvironment());
        context.getBeanFactory().registerSingleton("platformSettings", settings);
        EmbeddedStores stores = EmbeddedStores.begin(settings);
        context.getBeanFactory().registerSingleton(STORES, stores);
        // Whatever else becomes of the start.
        context.getDefaultListableBeanFactory().registerDisposableBean(STORES, stores::close);
    }

    private static PlatformSettings settings(Environment environment) {
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.setMessageInterpolator(new MessageInterpolatorFactory().getObject());
            validator.afterPropertiesSet();
            BindHandler known =
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
            return Binder.get(environment)
                    .bindOrCreate(
                            PREFIX, Bindable.of(PlatformSettings.class), new ValidationBindHandler(known, validator));
        }
    }
}
