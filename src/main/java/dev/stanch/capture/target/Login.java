package dev.stanch.capture.target;

/** User and password for basic authentication; never printed. */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[…]";
    }
}
