"""What every answer carries: headers that keep browsers from doing what pages here never ask."""

from secure import (
    CacheControl,
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    CustomHeader,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

__all__ = ["security_headers"]


def security_headers(*, is_demo: bool) -> Secure:
    """A strict policy: only what comes from this host, no inline scripts or styles, no frames.

    Args:
        is_demo: Every answer says that people and vacancies are invented.
    """
    csp = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'")
        .img_src("'self'", "data:")
        .font_src("'self'")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )
    return Secure(
        csp=csp,
        cache=CacheControl().no_store(),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(63_072_000),
        permissions=PermissionsPolicy().camera().geolocation().microphone().payment().usb(),
        referrer=ReferrerPolicy().no_referrer(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
        custom=[CustomHeader("X-Schakel-Demo", "invented people and vacancies")] if is_demo else [],
    )
