package dev.greengrocer.web.request;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How parameters are read: days and moments by {@link IsoTimes}, and all of the API by {@link
 * ParameterRules}.
 */
@Configuration(proxyBeanMethods = false)
class ApiRules implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new ParameterRules()).addPathPatterns("/api/v1/**");
    // The page of a refusal is made at /error, with the parameters of what was refused.
    registry.addInterceptor(new StorableParameters()).excludePathPatterns("/error");
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(new DayConverter());
    registry.addConverter(new MomentConverter());
  }

  /** Reads a day such as 2026-11-28. */
  private static final class DayConverter implements Converter<String, LocalDate> {

    @Override
    @SuppressWarnings("NullAway") // an empty parameter is one that was not given
    public LocalDate convert(String text) {
      return text.isEmpty() ? null : IsoTimes.day(text);
    }
  }

  /** Reads a moment such as 2026-11-28T14:30:00Z. */
  private static final class MomentConverter implements Converter<String, Instant> {

    @Override
    @SuppressWarnings("NullAway") // an empty parameter is one that was not given
    public Instant convert(String text) {
      return text.isEmpty() ? null : IsoTimes.moment(text);
    }
  }
}
