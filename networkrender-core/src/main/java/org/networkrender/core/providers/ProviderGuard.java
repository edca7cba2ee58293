package org.networkrender.core.providers;

import com.google.common.reflect.AbstractInvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;

/**
 * Stands before a provider, which is foreign code, so that what it throws is told with its name.
 * What it returns is guarded in the same way, if it is the configured provider, or the service's
 * interface itself says what that is.
 */
final class ProviderGuard extends AbstractInvocationHandler {
  private final String provider;
  private final Class<?> service;
  private final Object guarded;

  private ProviderGuard(String provider, Class<?> service, Object guarded) {
    this.provider = provider;
    this.service = service;
    this.guarded = guarded;
  }

  /** Returns a provider that does what another one does. */
  static <P extends Provider> P guard(Class<P> service, P provider) {
    String who =
        service.getSimpleName()
            + " '"
            + provider.name()
            + "' ("
            + provider.getClass().getName()
            + ")";
    return stand(service, new ProviderGuard(who, service, provider));
  }

  private static <T> T stand(Class<T> type, ProviderGuard guard) {
    return type.cast(
        Proxy.newProxyInstance(ProviderGuard.class.getClassLoader(), new Class<?>[] {type}, guard));
  }

  @Override
  protected @Nullable Object handleInvocation(
      Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(guarded, arguments);
    } catch (InvocationTargetException e) {
      throw told(method, Objects.requireNonNull(e.getCause()));
    }
    if (result == null && method.getReturnType() != void.class) {
      throw fault(method, new NullPointerException(method.getName() + " returned nothing"));
    }
    if (result instanceof Provider) {
      return stand(service, new ProviderGuard(provider, service, result));
    }
    Class<?> type = method.getReturnType();
    return type.isInterface() && service.equals(type.getEnclosingClass())
        ? stand(type, new ProviderGuard(provider, service, Objects.requireNonNull(result)))
        : result;
  }

  /** What the interface allows, and the end of memory, is passed on as it is. */
  private Throwable told(Method method, Throwable thrown) {
    boolean allowed =
        Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(thrown));
    return allowed || thrown instanceof OutOfMemoryError || thrown instanceof ProviderFaultException
        ? thrown
        : fault(method, thrown);
  }

  private Exception fault(Method method, Throwable thrown) {
    String message = "The " + provider + " is at fault: " + thrown;
    return Arrays.asList(method.getExceptionTypes()).contains(RenderException.class)
        ? new RenderException(ErrorKind.INTERNAL, message, ProviderFaultException.ADVICE, thrown)
        : new ProviderFaultException(message, thrown);
  }

  /** Returns the service, the name and the class, as a person reads them. */
  @Override
  public String toString() {
    return provider;
  }
}
