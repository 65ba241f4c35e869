// Read by Video.js when it loads: the strict policy of the site allows no injected <style>.
window.VIDEOJS_NO_DYNAMIC_STYLE = true;
