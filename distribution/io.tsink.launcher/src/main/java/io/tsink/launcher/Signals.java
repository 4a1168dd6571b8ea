package io.tsink.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Turns SIGTERM and SIGINT into a wish to stop; a second one ends the process at once.
///
/// The Java platform has no other way to answer a signal with exit code 0, so the handler goes
/// through `sun.misc.Signal`, reflectively: the compiler refuses the direct use of that package.
/// Where it is missing, signals end the process as the virtual machine does it, through the
/// shutdown hook.
final class Signals implements InvocationHandler {
  private static final List<String> STOPPING = List.of("TERM", "INT");
  private static final int FORCED = 130;

  private final Consumer<String> first;
  private final AtomicBoolean asked = new AtomicBoolean();

  private Signals(Consumer<String> first) {
    this.first = first;
  }

  /// Calls the consumer with the name of the first signal that asks to stop.
  static void handle(Consumer<String> first) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handler}, new Signals(first));
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : STOPPING) {
        Object received = signal.getConstructor(String.class).newInstance(name);
        Object _ = handle.invoke(null, received, proxy);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      // without it the shutdown hook remains
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy equals itself
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        if (asked.getAndSet(true)) {
          Runtime.getRuntime().halt(FORCED);
        }
        first.accept(String.valueOf(arguments[0]));
        yield method;
      }
      case "hashCode" -> System.identityHashCode(this);
      case "equals" -> proxy == arguments[0];
      default -> getClass().getName();
    };
  }
}
