package io.cqdestination.grpc.service;

/** How the plugin presents itself. */
public record PluginInfo(String name, String version) {}
