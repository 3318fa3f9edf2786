package org.ocpiplatform.api.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Calls controllers, and asks those who send what nearly all of them answer before it asks a dozen of Spring's. */
final class AnswersFirst extends RequestMappingHandlerAdapter {

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        List<HandlerMethodReturnValueHandler> ours =
                Objects.requireNonNullElse(getCustomReturnValueHandlers(), List.of());
        List<HandlerMethodReturnValueHandler> springs =
                new ArrayList<>(Objects.requireNonNull(getReturnValueHandlers()));
        springs.removeAll(ours);
        List<HandlerMethodReturnValueHandler> all = new ArrayList<>(ours);
        all.add(new HandlerMethodReturnValueHandlerComposite().addHandlers(springs));
        setReturnValueHandlers(all);
    }
}
