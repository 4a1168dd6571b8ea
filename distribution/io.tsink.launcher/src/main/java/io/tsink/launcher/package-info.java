/// Starts and stops the server: from flags, environment and file to a running OSGi framework.
///
/// [Main] picks a command. [ServerCommand] reads the configuration, measures what the machine
/// grants ([Cgroup], [Resources]), reads the feature documents ([FeatureSet]), and drives a
/// [Platform], which is the framework: install, configure, raise the start level, stop. One thread,
/// `main`, does all of it; signals and services tell it what happens through a queue of [Event]s.
///
/// Components talk to the launcher through two services of type
/// `java.util.function.Consumer<String>`, told apart by the property `tsink.role`: `ready` takes
/// the URL once the server accepts requests, `fatal` takes the reason why it cannot go on.
///
/// Exit codes: 0 the server was asked to stop and did; 1 it could not start, or not go on, or not
/// stop in time; 2 the command line, the environment or the configuration is wrong.
@NullMarked
package io.tsink.launcher;

import org.jspecify.annotations.NullMarked;
