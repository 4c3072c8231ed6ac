DETACH aside;
